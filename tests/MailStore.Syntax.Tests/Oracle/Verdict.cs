namespace MailStore.Syntax.Tests.Oracle;

/// <summary>What the recogniser says of an input.</summary>
/// <param name="IsSentence">The whole input is a sentence.</param>
/// <param name="Viable">Length of the longest prefix that some sentence starts with: the offset of the first wrong octet.</param>
internal readonly record struct Verdict(bool IsSentence, int Viable);
