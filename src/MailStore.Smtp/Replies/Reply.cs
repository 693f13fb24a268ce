using MailStore.Wire.Writing;

namespace MailStore.Smtp.Replies;

/// <summary>
/// The last line of an answer. A handler gives it back when all that it says is durable. The class of the enhanced status is the first
/// digit of the code; a subject of 0 with a detail of 0 is one too (RFC 3463 §3.1), so whether there is one is said apart.
/// </summary>
/// <param name="Text">For people. What a peer sent may be quoted in it: the writer lets nothing through that could end a line.</param>
internal readonly record struct Reply(int Code, EnhancedStatus Status, string Text)
{
    public ulong Number { get; init; }

    public NumberPlace NumberPlace { get; init; }

    /// <summary>The connection is closed behind it.</summary>
    public bool Closes { get; init; }

    /// <summary>RFC 5321 §4.2.1: 4xx and 5xx.</summary>
    public bool IsRefusal => Code >= 400;

    /// <summary>Without an enhanced status: greetings, EHLO and 3xx (RFC 2034 §4).</summary>
    public static Reply Plain(int code, string text) => new(code, default, text);

    public static Reply Of(int code, int subject, int detail, string text) =>
        new(code, new((byte)(code / 100), (ushort)subject, (ushort)detail), text);

    /// <summary>RFC 5321 §3.8: 421 is said before the server closes on its own account.</summary>
    public static Reply Close(int subject, int detail, string text) => Of(421, subject, detail, text) with { Closes = true };
}
