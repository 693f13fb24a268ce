using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>A STATUS response, for STATUS and for LIST with RETURN (STATUS).</summary>
internal static class StatusText
{
    private const int BatchMessages = 64;

    public static async ValueTask TellAsync(ImapSession session, MailboxName name, IMailbox mailbox, StatusAttList asked)
    {
        // RFC 7162 §3.1: this too says that a client wants mod-sequences.
        if ((asked.Kinds & StatusAttKinds.Highestmodseq) != StatusAttKinds.None)
        {
            session.EnableCondstore();
        }

        var status = mailbox.Status;
        var deletedBytes = (asked.Kinds & StatusAttKinds.DeletedStorage) != StatusAttKinds.None && status.Deleted > 0 ? await DeletedBytesAsync(mailbox) : 0;
        Write(session, name, status, asked, deletedBytes);
    }

    // RFC 9208 §4.1.4: the sizes of all messages with \Deleted. Nobody counts them as they come, so each is looked at.
    private static async ValueTask<long> DeletedBytesAsync(IMailbox mailbox)
    {
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        long bytes = 0;
        for (var sequence = 1; sequence <= view.Count;)
        {
            var read = view.Read(sequence, batch.AsSpan(0, BatchMessages));
            foreach (ref readonly var entry in batch.AsSpan(0, read))
            {
                bytes += (entry.Flags & SystemFlags.Deleted) != SystemFlags.None ? entry.Size : 0;
            }

            sequence += read;
        }

        ArrayPool<MessageEntry>.Shared.Return(batch);
        return bytes;
    }

    private static void Write(ImapSession session, MailboxName name, MailboxStatus status, StatusAttList asked, long deletedBytes)
    {
        var line = session.Output.Write();
        line.Token("* STATUS "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Token(" ("u8);
        var isFirst = true;
        foreach (var item in asked.In(session.Frame))
        {
            line.Token(isFirst ? ""u8 : " "u8);
            isFirst = false;
            line.Token(Word(item));
            line.Space();
            if (item == StatusAttKind.Mailboxid)
            {
                // RFC 8474 §4.3
                ObjectIdText.Bracketed(ref line, ObjectIdText.Mailbox, status.Id.Value);
                continue;
            }

            line.Number(item == StatusAttKind.DeletedStorage ? (ulong)deletedBytes : Number(item, status, session));
        }

        line.Token(")"u8);
        line.EndLine();
        line.Dispose();
    }

    private static ReadOnlySpan<byte> Word(StatusAttKind item) => item switch
    {
        StatusAttKind.Messages => "MESSAGES"u8,
        StatusAttKind.Uidnext => "UIDNEXT"u8,
        StatusAttKind.Uidvalidity => "UIDVALIDITY"u8,
        StatusAttKind.Unseen => "UNSEEN"u8,
        StatusAttKind.Deleted => "DELETED"u8,
        StatusAttKind.DeletedStorage => "DELETED-STORAGE"u8,
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
