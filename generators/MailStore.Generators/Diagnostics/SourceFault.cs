namespace MailStore.Generators.Diagnostics;

/// <summary>A fault that the reader found, so that its place is known at once.</summary>
internal sealed record SourceFault(string Id, TextPlace Place, string Message);
