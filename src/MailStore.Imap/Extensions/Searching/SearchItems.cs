namespace MailStore.Imap.Extensions.Searching;

/// <summary>RFC 4731 §3.1, RFC 5182 §2.1, RFC 9394 §3.1: what a search is to answer.</summary>
[Flags]
internal enum SearchItems : byte
{
    None = 0,
    Min = 1,
    Max = 2,
    All = 4,
    Count = 8,
    Partial = 16,
    Save = 32,
}
