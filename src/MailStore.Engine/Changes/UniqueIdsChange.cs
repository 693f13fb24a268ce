using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// Messages that arrived in this request came with unique ids of another server's: mailbox | count | (UID | octets) of each.
/// A frame of its own, since nearly no message has one.
/// </summary>
internal readonly record struct UniqueIdsChange(MailboxId Mailbox, IReadOnlyList<KeyValuePair<Uid, UniqueId>> Ids)
{
    /// <summary>Of one frame.</summary>
    public const int CountMax = 128;

    public static UniqueIdsChange Read(ref ChangeReader reader)
    {
        MailboxId mailbox = new(reader.Varint());
        var ids = new KeyValuePair<Uid, UniqueId>[reader.Count()];
        for (var i = 0; i < ids.Length; i++)
        {
            var uid = new Uid(reader.UInt32());
            ids[i] = new(uid, UniqueId.TryCreate(reader.Text(), out var id) ? id : throw ChangeReader.Malformed());
        }

        return new(mailbox, ids);
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.UniqueIds);
        writer.Varint(Mailbox.Value);
        writer.Varint((ulong)Ids.Count);
        foreach (var (uid, id) in Ids)
        {
            writer.Varint(uid.Value);
            writer.Text(id.Text);
        }
    }
}
