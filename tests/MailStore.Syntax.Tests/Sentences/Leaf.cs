namespace MailStore.Syntax.Tests.Sentences;

/// <summary>A value that a made sentence holds: the text of a rule whose type has no parts of its own.</summary>
/// <param name="Rule">The rule with the type.</param>
/// <param name="Type">The type: token, str, u32, flag ...</param>
internal readonly record struct Leaf(string Rule, string Type, int Offset, int Length);
