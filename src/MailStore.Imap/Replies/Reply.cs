namespace MailStore.Imap.Replies;

/// <summary>
/// The tagged end of a command. A handler gives it back when all that it says is durable; the connection writes it, after what
/// the session is to be told.
/// </summary>
/// <param name="Text">For people. What a peer sent may be quoted in it: the writer lets nothing through that could end a line.</param>
internal readonly record struct Reply(ReplyStatus Status, ResponseCode Code, string Text)
{
    public static Reply Ok(string text) => new(ReplyStatus.Ok, CodeKind.None, text);

    public static Reply Ok(ResponseCode code, string text) => new(ReplyStatus.Ok, code, text);

    public static Reply No(string text) => new(ReplyStatus.No, CodeKind.None, text);

    public static Reply No(ResponseCode code, string text) => new(ReplyStatus.No, code, text);

    public static Reply Bad(string text) => new(ReplyStatus.Bad, CodeKind.None, text);

    public static Reply Bad(ResponseCode code, string text) => new(ReplyStatus.Bad, code, text);
}
