using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>What NOTIFY has a session told of mailboxes that are not selected: RFC 5465 §5.</summary>
internal static class NotifyText
{
    /// <summary>RFC 5465 §3.1: as of NOTIFY SET STATUS.</summary>
    public static void Status(ImapSession session, MailboxName name, MailboxStatus now, WatchedEvents events)
    {
        var hasFlags = (events & WatchedEvents.FlagChange) != WatchedEvents.None;
        Status(session, name, now, withCounts: true, withValidity: true, withModSeq: hasFlags, withUnseen: false);
    }

    /// <summary>How a mailbox differs from what was told of it. Nothing where the client asked for nothing that changed.</summary>
    public static void Change(ImapSession session, MailboxName name, MailboxStatus told, MailboxStatus now, WatchedEvents events)
    {
        var hasValidity = told.UidValidity != now.UidValidity;
        var hasCounts = hasValidity || told.UidNext != now.UidNext || told.Messages != now.Messages;

        // RFC 5465 §5.1: without CONDSTORE only the number of unseen messages tells of flags.
        var hasFlags = (events & WatchedEvents.FlagChange) != WatchedEvents.None
            && (told.Unseen != now.Unseen || (session.IsCondstore && told.HighestModSeq != now.HighestModSeq));
        if (hasCounts || hasFlags)
        {
            Status(session, name, now, hasCounts, hasFlags || hasValidity, session.IsCondstore, hasFlags && told.Unseen != now.Unseen);
        }
    }

    /// <summary>RFC 5465 §5.4, §5.5: a name, as LIST would have it.</summary>
    public static void Name(ImapSession session, in TreeEvent happened)
    {
        var line = session.Output.Write();
        Listing.Begin(ref line, "LIST"u8, happened.Now.Exists ? ""u8 : @"\NonExistent"u8);
        Listing.Attributes(ref line, happened.Now, happened.Now.IsSubscribed);
        Listing.Name(ref line, happened.Now.Name, session.Features);
        if (happened.Old is { } old)
        {
            line.Token(@" (""OLDNAME"" ("u8);
            MailboxText.Write(ref line, old, session.Features);
            line.Token("))"u8);
        }

        line.EndLine();
        line.Dispose();
    }

    /// <summary>RFC 5464 §4.4.2: names of entries, without a mailbox those of the account.</summary>
    public static void Metadata(ImapSession session, MailboxName? mailbox, IReadOnlyList<string> entries)
    {
        var line = session.Output.Write();
        line.Token("* METADATA "u8);
        if (mailbox is { } name)
        {
            MailboxText.Write(ref line, name, session.Features);
        }
        else
        {
            line.String(""u8);
        }

        foreach (var entry in entries)
        {
            line.Space();
            line.AtomOrString(System.Text.Encoding.ASCII.GetBytes(entry));
        }

        line.EndLine();
        line.Dispose();
    }

    private static void Status(
        ImapSession session, MailboxName name, MailboxStatus now, bool withCounts, bool withValidity, bool withModSeq, bool withUnseen)
    {
        var line = session.Output.Write();
        line.Token("* STATUS "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Token(" ("u8);
        var isFirst = true;
        if (withCounts)
        {
            Item(ref line, "MESSAGES "u8, (ulong)now.Messages, ref isFirst);
            Item(ref line, "UIDNEXT "u8, now.UidNext.Value, ref isFirst);
        }

        if (withValidity)
        {
            Item(ref line, "UIDVALIDITY "u8, now.UidValidity.Value, ref isFirst);
        }

        if (withModSeq)
        {
            Item(ref line, "HIGHESTMODSEQ "u8, now.HighestModSeq.Value, ref isFirst);
        }

        if (withUnseen)
        {
            Item(ref line, "UNSEEN "u8, (ulong)now.Unseen, ref isFirst);
        }

        line.Token(")"u8);
        line.EndLine();
        line.Dispose();
    }

    private static void Item(ref ReplyWriter line, ReadOnlySpan<byte> word, ulong value, ref bool isFirst)
    {
        line.Token(isFirst ? ""u8 : " "u8);
        isFirst = false;
        line.Token(word);
        line.Number(value);
    }
}
