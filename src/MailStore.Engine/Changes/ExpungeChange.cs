using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>Messages of a mailbox are gone: mailbox, mod-sequence, UIDs. A large one is several with the same mod-sequence.</summary>
internal readonly record struct ExpungeChange(MailboxId Mailbox, ModSeq ModSeq, UidSet Uids)
{
    public static ExpungeChange Read(ref ChangeReader reader) => new(new(reader.Varint()), new(reader.Varint()), reader.Uids());

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Expunge);
        writer.Varint(Mailbox.Value);
        writer.Varint(ModSeq.Value);
        writer.Uids(Uids);
    }
}
