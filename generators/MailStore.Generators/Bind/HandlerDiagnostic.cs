namespace MailStore.Generators.Bind;

/// <summary>A fault of a handler, placed at the end by its type.</summary>
internal sealed record HandlerDiagnostic(string Id, string Type, string Message);
