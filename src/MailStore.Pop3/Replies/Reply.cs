namespace MailStore.Pop3.Replies;

/// <summary>The answer to a command. A handler gives it back when all that it says is durable.</summary>
/// <param name="Code">RFC 2449 §8, RFC 3206: what stands in brackets for programs to act on; empty for none.</param>
/// <param name="Text">For people. The writer lets nothing through that could end a line.</param>
internal readonly record struct Reply(ReplyKind Kind, string Code, string Text, ulong First, ulong Second)
{
    public static Reply Written => new(ReplyKind.Written, "", "", 0, 0);

    public static Reply Ok(string text) => new(ReplyKind.Ok, "", text, 0, 0);

    public static Reply Ok(long first, long second) => new(ReplyKind.Numbers, "", "", (ulong)first, (ulong)second);

    public static Reply Ok(long count, string text) => new(ReplyKind.Count, "", text, (ulong)count, 0);

    public static Reply Err(string text) => new(ReplyKind.Err, "", text, 0, 0);

    public static Reply Err(string code, string text) => new(ReplyKind.Err, code, text, 0, 0);
}
