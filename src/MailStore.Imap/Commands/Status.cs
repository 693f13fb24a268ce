using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.11
[CommandHandler("status")]
internal static class Status
{
    // The storage of RFC 9208 is not offered.
    private const StatusAttKinds NotOffered = StatusAttKinds.DeletedStorage;

    public static async ValueTask<Reply> HandleAsync(StatusCommand command, ImapSession session)
    {
        if ((command.StatusAtts.Kinds & NotOffered) != StatusAttKinds.None)
        {
            return Reply.Bad("That item is not offered");
        }

        if (!Names.TryReadMailbox(command.Mailbox, session.Frame, out var name))
        {
            return Refusals.BadName;
        }

        if (await session.Account.OpenAsync(name) is not { } mailbox)
        {
            return Refusals.NonExistent;
        }

        // RFC 7162 §3.1: this too says that a client wants mod-sequences.
        if ((command.StatusAtts.Kinds & StatusAttKinds.Highestmodseq) != StatusAttKinds.None)
        {
            session.EnableCondstore();
        }

        var line = session.Output.Write();
        line.Token("* STATUS "u8);
        Listing.MailboxText(ref line, name);
        line.Token(" ("u8);
        Write(ref line, command.StatusAtts, mailbox.Status, session);
        line.Token(")"u8);
        line.EndLine();
        line.Dispose();
        return Reply.Ok("That is its status");
    }

    private static void Write(ref ReplyWriter line, StatusAttList asked, MailboxStatus status, ImapSession session)
    {
        var isFirst = true;
        foreach (var item in asked.In(session.Frame))
        {
            if (!isFirst)
            {
                line.Space();
            }

            isFirst = false;
            line.Token(Word(item));
            line.Space();
            if (item == StatusAttKind.Mailboxid)
            {
                // RFC 8474 §4.3
                ObjectIdText.Bracketed(ref line, ObjectIdText.Mailbox, status.Id.Value);
                continue;
            }

            line.Number(Number(item, status, session));
        }
    }

    private static ReadOnlySpan<byte> Word(StatusAttKind item) => item switch
    {
        StatusAttKind.Messages => "MESSAGES"u8,
        StatusAttKind.Uidnext => "UIDNEXT"u8,
        StatusAttKind.Uidvalidity => "UIDVALIDITY"u8,
        StatusAttKind.Unseen => "UNSEEN"u8,
        StatusAttKind.Deleted => "DELETED"u8,
        StatusAttKind.Recent => "RECENT"u8,
        StatusAttKind.Highestmodseq => "HIGHESTMODSEQ"u8,
        StatusAttKind.Appendlimit => "APPENDLIMIT"u8,
        StatusAttKind.Size => "SIZE"u8,
        StatusAttKind.Mailboxid => "MAILBOXID"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    private static ulong Number(StatusAttKind item, MailboxStatus status, ImapSession session) => item switch
    {
        StatusAttKind.Messages => (ulong)status.Messages,
        StatusAttKind.Uidnext => status.UidNext.Value,
        StatusAttKind.Uidvalidity => status.UidValidity.Value,
        StatusAttKind.Unseen => (ulong)status.Unseen,
        StatusAttKind.Deleted => (ulong)status.Deleted,
        StatusAttKind.Recent => (ulong)status.Recent,
        // RFC 7162 §3.1.7
        StatusAttKind.Highestmodseq => status.HighestModSeq.Value,
        // RFC 7889 §4
        StatusAttKind.Appendlimit => (ulong)session.Limits.AfterLogin.MessageBytesMax,
        // RFC 8438 §3
        StatusAttKind.Size => (ulong)status.Size,
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };
}
