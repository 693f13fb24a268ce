namespace MailStore.Interop.Tests.Mime;

/// <summary>What somebody reads out of a message.</summary>
/// <param name="Name">Of the message's file.</param>
/// <param name="Subject">Decoded, blanks collapsed.</param>
/// <param name="Sent">Seconds since 1970.</param>
/// <param name="Texts">Of each part of text, in order.</param>
/// <param name="Names">Of each part that has a name as a file.</param>
internal sealed record Opinion(string Name, string? Subject, long? Sent, IReadOnlyList<string> Texts, IReadOnlyList<string> Names);
