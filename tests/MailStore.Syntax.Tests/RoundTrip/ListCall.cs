using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>Walks a list, adds the items if somebody wants them, and counts.</summary>
internal delegate int ListCall(object list, Frame frame, List<object>? items);
