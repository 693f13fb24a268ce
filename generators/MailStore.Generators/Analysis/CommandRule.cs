namespace MailStore.Generators.Analysis;

/// <summary>A rule that is a command: <c>;@ command RULE in STATE...</c>, with the document it comes from.</summary>
internal sealed record CommandRule(string Rule, List<string> States, string Rfc, List<string> Capabilities);
