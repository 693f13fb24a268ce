using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>One thing that a parsed value holds.</summary>
/// <param name="Path">Fields and indexes from the value's root: "Fetch.FetchAtts[2].Section".</param>
/// <param name="Content">The value as text, escapes undone: the same however it was written.</param>
/// <param name="Place">Where it lies in the frame, for texts and strings.</param>
internal sealed record Fact(string Path, FactKind Kind, string Content, Slice Place = default, StrKind Spelling = StrKind.None);
