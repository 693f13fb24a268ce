using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>Reads a value on demand.</summary>
internal delegate object LazyCall(object lazy, Frame frame);
