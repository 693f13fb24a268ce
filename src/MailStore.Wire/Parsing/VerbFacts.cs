namespace MailStore.Wire.Parsing;

/// <summary>What a grammar's files say of a command: its rule in upper case, the document that defines it, the capability words of that document.</summary>
public sealed record VerbFacts(string Rule, string Rfc, string[] Capabilities);
