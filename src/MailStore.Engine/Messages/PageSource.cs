using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>Where the pages of a mailbox' sequence are read from when somebody looks at them first.</summary>
internal sealed class PageSource(MailboxId mailbox, IIndexReader index)
{
    public MailboxId Mailbox => mailbox;

    public SequencePage Read(uint number)
    {
        var record = new PageRecord();
        Invariant.Holds(record.TryLoad(index, mailbox, number));
        return SequencePage.Of(record.Presence);
    }

    /// <summary>The sequence as the records have it: one read for each million UIDs given so far.</summary>
    public UidSequence Open(Uid next)
    {
        var count = next <= Uid.First ? 0 : (int)((next.Value - 1) >> BranchRecord.UidBits) + 1;
        var branches = new SequenceBranch?[count];
        var record = new BranchRecord();
        for (var number = 0; number < count; number++)
        {
            if (record.TryLoad(index, mailbox, (uint)number))
            {
                branches[number] = SequenceBranch.Of(record);
            }
        }

        return new UidSequence(this, branches);
    }
}
