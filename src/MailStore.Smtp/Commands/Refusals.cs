using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

/// <summary>Refusals that are nobody's own, with their codes of RFC 5321 §4.2 and RFC 3463.</summary>
internal static class Refusals
{
    public static Reply NoSuchUser => Reply.Of(550, 1, 1, "Nobody has that name here");

    public static Reply TooLarge => Reply.Of(552, 3, 4, "The message is larger than SIZE allows");

    public static Reply OfState(SmtpSession session) => session.State switch
    {
        SmtpStates.Start => Reply.Of(503, 5, 1, session.Role == SmtpRole.Lmtp ? "Say LHLO first" : "Say EHLO first"),
        SmtpStates.Greeted => Reply.Of(503, 5, 1, "Say MAIL first"),
        SmtpStates.Mail => Reply.Of(503, 5, 1, "Not before a recipient was accepted"),
        SmtpStates.Chunks => Reply.Of(503, 5, 1, "Only BDAT or RSET now"),
        _ => Reply.Of(503, 5, 1, "Not in the middle of a transaction"),
    };

    /// <summary>A line that no command of the grammar is.</summary>
    public static Reply OfSyntax(SmtpSession session, SmtpVerb verb, ParseStop stop)
    {
        switch (verb)
        {
            case SmtpVerb.None when IsOfTheWeb(session.Frame.Bytes):
                // A browser was led here to say what looks like mail in what it posts: not one more line of it is read.
                return Reply.Close(5, 1, "This is a mail server");
            case SmtpVerb.None when Starts(session.Frame.Bytes, "MAIL"u8) || Starts(session.Frame.Bytes, "RCPT"u8):
                return Reply.Of(501, 5, 4, "MAIL FROM:<sender>, and RCPT TO:<recipient>");
            case SmtpVerb.None:
                return Reply.Of(500, 5, 1, "Unknown command");
            case SmtpVerb.Bdat:
                // How many octets follow cannot be known, so that the next command cannot be found.
                return Reply.Close(5, 4, "BDAT needs a number of octets, and LAST with the last ones");
        }

        var expected = $"At {stop.Offset}: expected {SmtpParser.Describe(stop)}";
        var isBehindAddress = session.Frame.Bytes[..Math.Min(stop.Offset, session.Frame.Length)].Contains((byte)'>');
        return verb switch
        {
            SmtpVerb.Mail or SmtpVerb.Rcpt when !session.Frame.Bytes.Contains((byte)':') => Reply.Of(501, 5, 4, expected),
            SmtpVerb.Mail when !isBehindAddress => Reply.Of(501, 1, 7, expected),
            SmtpVerb.Rcpt when !isBehindAddress => Reply.Of(501, 1, 3, expected),
            _ => Reply.Of(501, 5, 4, expected),
        };
    }

    /// <summary>Why the store did not take it. Null if it did.</summary>
    public static Reply? Of(Refusal refusal, SmtpSettings settings) => refusal switch
    {
        Refusal.None => null,
        Refusal.NoSuchAccount => NoSuchUser,
        // It was there a moment ago: the next try finds INBOX in its place.
        Refusal.NoSuchMailbox or Refusal.NotSelectable or Refusal.BadName => Reply.Of(451, 2, 0, "The mailbox has just gone: try again"),
        Refusal.OverQuota when settings.IsFullTemporary => Reply.Of(452, 2, 2, "The mailbox is full"),
        Refusal.OverQuota => Reply.Of(552, 2, 2, "The mailbox is full"),
        Refusal.TooLarge => TooLarge,
        Refusal.Limit => Reply.Of(452, 5, 3, "Too many recipients for one message"),
        Refusal.NotPermitted => Reply.Of(550, 7, 1, "You have no right to do that"),
        Refusal.Exhausted => Reply.Of(550, 2, 0, "The mailbox takes no more messages"),
        Refusal.Elsewhere => Reply.Of(451, 3, 0, "The account has moved to another server"),
        // RFC 5321 §4.2.2: too much waits for the disk, or the disk is nearly full.
        Refusal.Busy => Reply.Of(452, 3, 1, "Not just now: try again later"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    private static bool Starts(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) =>
        line.Length >= word.Length && Ascii.EqualsIgnoreCase(line[..word.Length], word);

    private static bool IsOfTheWeb(ReadOnlySpan<byte> line) =>
        line.StartsWith("GET "u8) || line.StartsWith("POST "u8) || line.StartsWith("PUT "u8) || line.StartsWith("HEAD "u8)
        || line.StartsWith("OPTIONS "u8) || line.StartsWith("CONNECT "u8) || line.StartsWith("DELETE "u8) || line.StartsWith("PATCH "u8);
}
