namespace MailStore.Wire.Framing;

/// <summary>One step through dot-stuffed input: the first <paramref name="Length"/> bytes are data, then up to <paramref name="Used"/> they are not.</summary>
/// <param name="EmitsCr">A carriage return that was held back, because it might have been the end's, is data: it comes before the rest.</param>
/// <param name="IsEnd">The message ended.</param>
internal readonly record struct DotPiece(int Length, int Used, bool EmitsCr = false, bool IsEnd = false);
