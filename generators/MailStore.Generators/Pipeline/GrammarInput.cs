using MailStore.Generators.Abnf;

namespace MailStore.Generators.Pipeline;

/// <summary>An additional file that the project gives to a grammar.</summary>
internal sealed record GrammarInput(ReadFile File, string Emit);
