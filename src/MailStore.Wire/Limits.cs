namespace MailStore.Wire;

/// <summary>
/// Every limit on what a peer may make us hold, each checked before memory is taken. The defaults are for a session that has
/// logged in; <see cref="BeforeLogin"/> is for strangers.
/// </summary>
public sealed record Limits
{
    /// <summary>What a stranger may use: the memory that anybody can make us take is connections times 12 KiB.</summary>
    public static Limits BeforeLogin { get; } = new()
    {
        // The longest thing said before a login is a SASL response; tokens of OAuth stay below this (RFC 4954 §4 asks for 12,288
        // octets in SMTP, for which the submission service raises it).
        LineBytesMax = 8 * 1024,
        // A user name and a password.
        LiteralBytesMax = 1024,
        LiteralsMax = 4,
        DiscardBytesMax = 64 * 1024,
    };

    /// <summary>
    /// Text of one command with its CRLF, literals not counted. RFC 7162 §4 lets clients send 8,192 octets; mail programs that
    /// split UID sets badly need some ten KiB, webmail of the SOGo kind up to <see cref="LineBytesOfWebmail"/>.
    /// </summary>
    public int LineBytesMax { get; init; } = 64 * 1024;

    /// <summary>What to configure as <see cref="LineBytesMax"/> where such a webmail logs in.</summary>
    public const int LineBytesOfWebmail = 2 * 1024 * 1024;

    /// <summary>One buffered literal: a mailbox name, a search string. Message bodies are streamed and not counted here.</summary>
    public int LiteralBytesMax { get; init; } = 64 * 1024;

    /// <summary>Buffered literals in one command. Each costs one more parse of the frame, so this also bounds the work: O(n²) with a constant n.</summary>
    public int LiteralsMax { get; init; } = 8;

    /// <summary>
    /// What is read and dropped to find the next command behind a refused one: the rest of a long line, non-synchronising literals
    /// (RFC 7888 §4 allows to close instead). Over it the connection is closed. As large as a message, since an APPEND over
    /// quota should end with NO and not with a lost connection.
    /// </summary>
    public long DiscardBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>One message by DATA, BDAT or APPEND; announced as SIZE (RFC 1870 §4) and APPENDLIMIT (RFC 7889 §3). 0 is no message at all.</summary>
    public long MessageBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>One BDAT chunk. Chunks are streamed, so this only bounds what is dropped after a refusal (RFC 3030 §2: its octets come anyway).</summary>
    public long ChunkBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>Replies written and not yet flushed. At this point a session flushes, and waits if the peer does not read.</summary>
    public int ReplyBytesMax { get; init; } = 64 * 1024;

    /// <summary>RFC 5321 §4.5.3.1.5 and RFC 2449 §4: one reply line with its CRLF. Free text is cut to fit.</summary>
    public const int ReplyLineBytesMax = 512;

    /// <summary>The longest frame: all text and all buffered literals of one command.</summary>
    public int FrameBytesMax => checked(LineBytesMax + (LiteralsMax * LiteralBytesMax));
}
