using MailStore.Generators.Model;

namespace MailStore.Generators.Pipeline;

/// <summary>A file's model with what the project file says of it.</summary>
/// <param name="Emit">The metadata <c>AbnfEmit</c>: <c>Parsers</c>, <c>Dispatch</c>, both with a comma between, or empty for parsers.</param>
internal sealed record GrammarSource(FileModel Model, string Emit);
