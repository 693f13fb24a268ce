using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Mailboxes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 5464 §4.3, SETMETADATA: all entries or none.</summary>
internal sealed class AssignMetadata(AccountState account, MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries) : TreeRequest(account)
{
    public override int BytesHint => 64 + entries.Sum(entry => 512 + (entry.Value?.Length ?? 0));

    protected override MailboxResult Run(IBatch batch)
    {
        var id = default(MailboxId);
        if (mailbox is { } name)
        {
            var refusal = Account.Find(name, out var found);
            if (refusal != Refusal.None)
            {
                return Refuse(refusal);
            }

            id = found!.Id;
        }

        var owner = mailbox is null ? Account.Id.Value : id.Value;
        var after = MetadataRecords.Names(batch.Index, owner, Account.Host.Buffer, out _).Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _ = entry.Value is null ? after.Remove(entry.Name) : after.Add(entry.Name);
        }

        // RFC 5464 §5.3: NOPRIVATE, MAXSIZE and TOOMANY are said of these.
        if (entries.Any(entry => entry.Name.Length is 0 or > MetadataEntry.NameLengthMax))
        {
            return Refuse(Refusal.BadName);
        }

        if (entries.Any(entry => entry.Value?.Length > MetadataEntry.ValueBytesMax))
        {
            return Refuse(Refusal.TooLarge);
        }

        if (after.Count > MetadataEntry.CountMax)
        {
            return Refuse(Refusal.Limit);
        }

        var owning = mailbox is null ? null : Account.Mailbox(id);
        if (owning?.HasRoomFor(messages: 0) == false)
        {
            return Refuse(Refusal.Exhausted);
        }

        foreach (var entry in entries)
        {
            var change = new MetadataChange(Account.Id, owner, entry);
            change.Write(Writer);
            batch.AppendChange(Writer.Written);
            MetadataRecords.Apply(change, batch.Index, Writer, Account.Host.Buffer);
        }

        if (owning is not null)
        {
            Advance(owning, batch);
        }

        Account.Told(new(id) { Entries = [.. entries.Select(entry => entry.Name)] });
        return new(Refusal.None, id);
    }

    // RFC 7162 §3.2: the mailbox gets a mod-sequence for it. A change of flags without UIDs says so in the journal, and it is never given again.
    private void Advance(MailboxState owning, IBatch batch)
    {
        var change = new FlagsChange(owning.Id, owning.NextModSeq, FlagMode.Add, SystemFlags.None, KeywordBits.OfWord(0), UidSet.Empty);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        owning.Apply(change, batch.Index);
    }
}
