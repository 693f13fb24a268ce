namespace MailStore.Wire.Parsing;

/// <summary>The literal that a parser stopped at.</summary>
/// <param name="HeaderOffset">Where the header starts: at <c>{</c>, or at <c>~</c> of a binary literal.</param>
/// <param name="Size">The announced number of octets.</param>
/// <param name="IsSynchronising">The client waits for a continuation line (RFC 9051 §4.3). False for <c>{n+}</c>.</param>
/// <param name="ResumePoint">
/// 0: a small string. Append the octets and the next line to the frame and parse the whole frame again.
/// Otherwise a streamed body: send the octets where they belong, then hand the next line and this number to Resume.
/// </param>
public readonly record struct LiteralRequest(int HeaderOffset, ulong Size, bool IsSynchronising, byte ResumePoint)
{
    public bool IsStreamed => ResumePoint != 0;
}
