using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>RFC 5256 §3: what messages are ordered by, and which way.</summary>
internal readonly record struct SortWord(SortKeyKind Key, bool IsReverse);
