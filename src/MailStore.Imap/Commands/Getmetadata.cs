using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 5464 §4.2
[CommandHandler("getmetadata")]
internal static class Getmetadata
{
    public static async ValueTask<Reply> HandleAsync(GetmetadataCommand command, ImapSession session)
    {
        if ((command.GetmetadataOptions.Kinds & GetmetadataOptionKinds.TaggedExt) != GetmetadataOptionKinds.None)
        {
            return Reply.Bad("MAXSIZE and DEPTH are the options here");
        }

        if (!MetadataNames.TryRead(command.Entries, session.Frame, out var wanted))
        {
            return MetadataNames.BadEntry;
        }

        // RFC 5464 §4.2: no name means the server.
        MailboxName? mailbox = null;
        if (command.Mailbox.Length > 0)
        {
            if (!Names.TryReadMailbox(command.Mailbox, session, out var name))
            {
                return Refusals.BadName;
            }

            mailbox = name;
        }

        var (sizeMax, depth) = Options(command.GetmetadataOptions, session.Frame);
        if (await MetadataText.ReadAsync(session, mailbox) is not { } entries)
        {
            return mailbox is { } asked && session.Account.Check(asked, MailboxRights.Lookup) == Refusal.None
                ? Refusals.Of(Refusal.NotPermitted)!.Value
                : Refusals.NonExistent;
        }

        var (told, longest) = Choose(entries, wanted, sizeMax, depth);
        MetadataText.Write(session, mailbox, told);

        // RFC 5464 §4.2.1
        return longest > 0
            ? Reply.Ok(new ResponseCode(CodeKind.MetadataLongEntries, (ulong)longest), "The others are longer than that")
            : Reply.Ok("That is what there is");
    }

    private static (uint? SizeMax, MetadataDepthKind Depth) Options(GetmetadataOptionList options, Frame frame)
    {
        uint? sizeMax = null;
        var depth = MetadataDepthKind.Entry;
        foreach (var option in options.In(frame))
        {
            sizeMax = option.Kind == GetmetadataOptionKind.Maxsize ? option.Number : sizeMax;
            depth = option.Kind == GetmetadataOptionKind.Depth ? option.MetadataDepth : depth;
        }

        return (sizeMax, depth);
    }

    private static (List<MetadataEntry> Told, int Longest) Choose(
        IReadOnlyList<MetadataEntry> entries, IReadOnlyList<string> wanted, uint? sizeMax, MetadataDepthKind depth)
    {
        // What was asked for by its own name and is not there is told as NIL.
        var found = depth == MetadataDepthKind.Entry
            ? wanted.Select(name => MetadataText.Find(entries, name))
            : entries.Where(entry => wanted.Any(name => IsWithin(name, entry.Name, depth)));
        var told = new List<MetadataEntry>();
        var longest = 0;
        foreach (var entry in found)
        {
            if (sizeMax is { } limit && entry.Value is { } value && value.Length > limit)
            {
                longest = Math.Max(longest, value.Length);
                continue;
            }

            told.Add(entry);
        }

        return (told, longest);
    }

    // RFC 5464 §4.2.2
    private static bool IsWithin(string wanted, string name, MetadataDepthKind depth) =>
        MetadataNames.IsIn(wanted, name) && (depth == MetadataDepthKind.Tree || name.AsSpan(wanted.Length).Count('/') <= 1);
}
