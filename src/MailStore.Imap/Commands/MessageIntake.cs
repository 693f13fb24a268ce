using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>One message of APPEND or REPLACE on its way in: from what stands before its octets to the line behind them.</summary>
internal static class MessageIntake
{
    /// <summary>Before any octet is asked for. Null if it may come.</summary>
    public static Reply? Refuse(ImapSession session, bool isCatenated, bool isUtf8)
    {
        // RFC 6855 §4: UTF8 is for those who have enabled it, and its literal is a literal8.
        if (isUtf8 && !session.Has(SessionFeatures.Utf8))
        {
            return Reply.Bad("ENABLE UTF8=ACCEPT first");
        }

        if (isCatenated || !session.Stop.Literal.IsStreamed)
        {
            return Reply.Bad("Only a literal can be appended here");
        }

        // RFC 3502 §6.3.11: a message without octets is how a client takes an APPEND back.
        if (session.Stop.Literal.Size == 0)
        {
            return Reply.No("A message without octets is none: nothing was appended");
        }

        // RFC 7889 §3
        return session.Stop.Literal.Size > (ulong)session.Limits.AfterLogin.MessageBytesMax
            ? Reply.No(CodeKind.TooBig, "The message is larger than APPENDLIMIT allows")
            : null;
    }

    /// <summary>False with the reply if a flag cannot be kept or there is no such date.</summary>
    public static bool TryDescribe(ImapSession session, FlagList given, InternalDateLazy date, out FlagSet flags, out DateTimeOffset? when, out Reply refusal)
    {
        when = null;
        refusal = default;
        if (!Flags.TryRead(given, session.Frame, out flags))
        {
            refusal = Reply.Bad("A flag is none that can be kept");
            return false;
        }

        if (date.IsPresent)
        {
            if (!Dates.TryRead(date.Read(session.Frame), out var read))
            {
                refusal = Reply.Bad("There is no such date");
                return false;
            }

            when = read;
        }

        return true;
    }

    /// <summary>Takes the octets. What follows them is no command of its own.</summary>
    public static async ValueTask<(Reply? Fault, ParseStatus Status, ImapCommand Behind)> TakeAsync(ImapSession session, IUpload body, bool isUtf8)
    {
        if (Refusals.Of(body.Refusal) is { } refused)
        {
            return (refused, default, default);
        }

        // RFC 3516 §4.4: a literal8 is what NUL is allowed in; RFC 6855 §4 uses its form for text.
        var isLiteral8 = session.Frame.Bytes[session.Stop.Literal.HeaderOffset] == (byte)'~';
        var sink = new UploadSink(body, isNulAllowed: isLiteral8 && !isUtf8);

        // RFC 9051 §4.3: only the literal that waits for it is told to come.
        if (session.Stop.Literal.IsSynchronising)
        {
            await session.ContinueAsync("Send it");
        }

        var (status, behind) = await session.StreamAsync(sink);
        if (status == ParseStatus.Invalid)
        {
            return (Reply.Bad("That is no end of an APPEND"), default, default);
        }

        return sink.HasForbiddenNul
            ? (Reply.Bad("The message holds NUL: it would take a literal8"), default, default)
            : (null, status, behind);
    }
}
