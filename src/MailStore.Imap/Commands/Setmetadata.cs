using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5464 §4.3: all entries or none.
[CommandHandler("setmetadata")]
internal static class Setmetadata
{
    public static async ValueTask<Reply> HandleAsync(SetmetadataCommand command, ImapSession session)
    {
        var entries = new List<MetadataEntry>();
        foreach (var given in command.EntryValues.In(session.Frame))
        {
            // RFC 5464 §3.1: "/shared" itself is no entry.
            if (!MetadataNames.TryRead(given.Entry, session.Frame, out var entry) || entry.AsSpan().Count('/') < 2)
            {
                return MetadataNames.BadEntry;
            }

            // Where one entry is named twice, the last one counts.
            entries.RemoveAll(other => other.Name == entry);
            entries.Add(new(entry, given.MetadataValue.Kind != StrKind.Nil ? Names.Octets(given.MetadataValue, session.Frame) : (ReadOnlyMemory<byte>?)null));
        }

        if (command.Mailbox.Length == 0)
        {
            // What all users share is the administrator's.
            return entries.Exists(entry => MetadataNames.IsShared(entry.Name))
                ? Reply.No(CodeKind.NoPerm, "What is shared on the server is the administrator's")
                : Answer(session, name: null, (await session.Account.SetMetadata(mailbox: null, entries)).Refusal);
        }

        if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
        {
            return Refusals.BadName;
        }

        return entries.Exists(entry => entry.Name == MetadataNames.SpecialUse)
            ? await SetUsesAsync(session, name, entries)
            : Answer(session, name, (await session.Account.SetMetadata(name, entries)).Refusal);
    }

    // RFC 6154 §4
    private static async ValueTask<Reply> SetUsesAsync(ImapSession session, MailboxName name, List<MetadataEntry> entries)
    {
        if (entries.Count > 1)
        {
            return Reply.No(CodeKind.Cannot, "The uses of a mailbox are set alone");
        }

        var text = entries[0].Value is { } value ? Encoding.ASCII.GetString(value.Span) : "";
        return SpecialUseText.TryRead(text, out var uses)
            ? Answer(session, name, (await session.Account.SetUses(name, uses)).Refusal)
            : Reply.No(CodeKind.UseAttr, "There is no such use here");
    }

    private static Reply Answer(ImapSession session, MailboxName? name, Refusal refusal)
    {
        if (refusal != Refusal.None)
        {
            return Answer(refusal);
        }

        session.Notifications?.Made(name);
        return Reply.Ok("Set");
    }

    private static Reply Answer(Refusal refusal) => refusal switch
    {
        Refusal.TooLarge => Reply.No(new ResponseCode(CodeKind.MetadataMaxSize, MetadataEntry.ValueBytesMax), "A value is too long"),
        Refusal.Limit => Reply.No(CodeKind.MetadataTooMany, "There are too many entries"),
        _ => Refusals.Of(refusal)!.Value,
    };
}
