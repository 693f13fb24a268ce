namespace MailStore.Syntax.Tests.Printing;

/// <summary>What a parser said of a frame.</summary>
/// <param name="Value">The value, without what another frame of the command brought.</param>
/// <param name="Streamed">Octets that go past the parser behind this frame; null behind the last one.</param>
/// <param name="Waits">Whoever sends them waits until it is asked to.</param>
internal sealed record FrameParts(Part Value, int? Streamed = null, bool Waits = false)
{
    public override string ToString() => $"{Value} {Streamed} {Waits}";
}
