namespace MailStore.Syntax.Tests.Drive;

/// <summary>What became of an input.</summary>
/// <param name="Offset">Refused: the first wrong octet of the whole input. Incomplete: how much of it the parser has seen.</param>
/// <param name="Frames">How many frames were parsed, a grown frame anew.</param>
/// <param name="Streamed">Octets that went past the parser.</param>
internal sealed record DriveResult(DriveVerdict Verdict, int Offset, int Frames, IReadOnlyList<Range> Streamed)
{
    public bool IsInStream(int offset) => Streamed.Any(range => offset >= range.Start.Value && offset < range.End.Value);
}
