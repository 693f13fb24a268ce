using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>Unique ids that messages were brought over with, in the index: (mailbox, UID), the octets of the id. Their slots say that they have one.</summary>
internal static class UniqueIdRecords
{
    /// <summary>None if the message has none.</summary>
    public static UniqueId Find(IIndexReader index, MailboxId mailbox, Uid uid)
    {
        var octets = new IndexBuffer();
        return index.TryRead(Key(mailbox, uid), octets) && UniqueId.TryCreate(Encoding.ASCII.GetString(octets.Span), out var id) ? id : default;
    }

    /// <returns>How many octets it has; 0 if the message has none.</returns>
    public static int Read(IIndexReader index, MailboxId mailbox, Uid uid, IndexBuffer buffer, Span<byte> into)
    {
        if (!index.TryRead(Key(mailbox, uid), buffer))
        {
            return 0;
        }

        buffer.Span.CopyTo(into);
        return buffer.Length;
    }

    public static void Put(IIndexWriter index, MailboxId mailbox, Uid uid, UniqueId id)
    {
        Span<byte> octets = stackalloc byte[UniqueId.BytesMax];
        index.Put(Key(mailbox, uid), octets[..id.Write(octets)]);
    }

    public static void Delete(IIndexWriter index, MailboxId mailbox, Uid uid) => index.Delete(Key(mailbox, uid));

    private static IndexKey Key(MailboxId mailbox, Uid uid) => new(RecordKind.UniqueId, mailbox.Value, uid.Value);
}
