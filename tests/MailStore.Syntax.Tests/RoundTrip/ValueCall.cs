using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>Parses a whole frame and boxes the value; null if it is not complete.</summary>
internal delegate object? ValueCall(Frame frame);
