namespace MailStore.Imap.Extensions.Searching;

/// <summary>What a search asks, checked and taken out of its frame.</summary>
/// <param name="All">RFC 9051 §6.4.4: all keys hold.</param>
/// <param name="Questions">What the messages themselves have to be asked.</param>
/// <param name="WantsModSeq">RFC 7162 §3.1.5: the reply tells the highest mod-sequence.</param>
/// <param name="IsFuzzy">RFC 6203 §4: messages can be more or less relevant.</param>
internal sealed record SearchQuery(SearchTerm All, IReadOnlyList<SearchQuestion> Questions, bool WantsModSeq, bool IsFuzzy);
