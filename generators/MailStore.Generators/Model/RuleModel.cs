namespace MailStore.Generators.Model;

/// <summary>One definition as written in a file. <see cref="Extends"/> is true for <c>=/</c>; <see cref="Spelling"/> keeps the author's case.</summary>
internal sealed record RuleModel(string Name, string Spelling, bool Extends, Element Body);
