using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>A message in its order.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Relevancy">RFC 6203 §4; 0 where nobody asked.</param>
internal readonly record struct SortedMessage(Uid Uid, int Sequence, byte Relevancy);
