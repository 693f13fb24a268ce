using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Mailboxes;

/// <summary>Gathers the unique ids of messages that arrive in one request, and lets the mailbox learn them in as many frames as they need.</summary>
internal sealed class UniqueIdsWriter(MailboxState mailbox, IBatch batch)
{
    private readonly List<KeyValuePair<Uid, UniqueId>> _ids = [];

    /// <summary>Nothing is said of a message without one.</summary>
    public void Add(Uid uid, UniqueId id)
    {
        if (id.IsNone)
        {
            return;
        }

        _ids.Add(new(uid, id));
        if (_ids.Count == UniqueIdsChange.CountMax)
        {
            Write();
        }
    }

    /// <summary>What was gathered since the last frame.</summary>
    public void Write()
    {
        if (_ids.Count == 0)
        {
            return;
        }

        var change = new UniqueIdsChange(mailbox.Id, _ids);
        change.Write(mailbox.Host.Writer);
        batch.AppendChange(mailbox.Host.Writer.Written);
        mailbox.Apply(change, batch.Index);
        _ids.Clear();
    }
}
