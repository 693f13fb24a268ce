using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>RFC 9051 §7.1: OK, NO, BAD and BYE, tagged and untagged.</summary>
internal static class StatusLine
{
    /// <summary>More of a text is cut: it is for people, and some clients hold a line in 1,000 octets.</summary>
    private const int TextLettersMax = 200;

    public static void Tagged(ref ReplyWriter line, ReadOnlySpan<byte> tag, in Reply reply)
    {
        line.Token(tag);
        line.Space();
        Rest(ref line, Word(reply.Status), reply.Code, reply.Text);
    }

    public static void Untagged(ref ReplyWriter line, in Reply reply)
    {
        line.Token("* "u8);
        Rest(ref line, Word(reply.Status), reply.Code, reply.Text);
    }

    /// <summary>RFC 9051 §7.1.5: the connection is closed behind it.</summary>
    public static void Bye(ref ReplyWriter line, in ResponseCode code, string text)
    {
        line.Token("* "u8);
        Rest(ref line, "BYE "u8, code, text);
    }

    /// <summary>RFC 9051 §7.6: the client may go on.</summary>
    public static void Continuation(ref ReplyWriter line, string text)
    {
        line.Token("+ "u8);
        LineText.Write(ref line, text);
        line.EndLine();
    }

    public static void Capability(ref ReplyWriter line, string words)
    {
        line.Token("* CAPABILITY "u8);
        LineText.Write(ref line, words);
        line.EndLine();
    }

    private static ReadOnlySpan<byte> Word(ReplyStatus status) => status switch
    {
        ReplyStatus.Ok => "OK "u8,
        ReplyStatus.No => "NO "u8,
        _ => "BAD "u8,
    };

    private static void Rest(ref ReplyWriter line, ReadOnlySpan<byte> word, in ResponseCode code, string text)
    {
        line.Token(word);
        CodeText.Write(ref line, code);
        LineText.Write(ref line, text.Length > TextLettersMax ? text.AsSpan(0, TextLettersMax) : text);
        line.EndLine();
    }
}
