using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>All messages below a UID belong to some view as recent: mailbox, the UID.</summary>
internal readonly record struct RecentChange(MailboxId Mailbox, Uid From)
{
    public static RecentChange Read(ref ChangeReader reader) => new(new(reader.Varint()), new(reader.UInt32()));

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Recent);
        writer.Varint(Mailbox.Value);
        writer.Varint(From.Value);
    }
}
