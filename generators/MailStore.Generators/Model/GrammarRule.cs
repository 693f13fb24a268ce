namespace MailStore.Generators.Model;

/// <summary>A composed rule. <see cref="File"/> is the path of the defining file, where diagnostics about the rule point.</summary>
internal sealed record GrammarRule(string Name, string Spelling, string File, Element Body);
