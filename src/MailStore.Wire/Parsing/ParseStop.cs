namespace MailStore.Wire.Parsing;

/// <summary>Where and why a parse stopped. Free of text, so it costs nothing until somebody asks the parser to describe it.</summary>
/// <param name="Offset">Invalid: the first byte that no sentence has in this place. NeedLiteral: the frame's length.</param>
/// <param name="Expected">Invalid: number of what was expected there; the parser's Describe turns it into words.</param>
/// <param name="Literal">NeedLiteral: the literal.</param>
public readonly record struct ParseStop(int Offset, int Expected, LiteralRequest Literal);
