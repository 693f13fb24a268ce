namespace MailStore.Imap.Extensions.Searching;

/// <summary>RFC 4731 §3.1, RFC 5182 §2.1, RFC 5267 §4, RFC 6203 §4, RFC 9394 §3.1: what a search is to answer.</summary>
[Flags]
internal enum SearchItems : ushort
{
    None = 0,
    Min = 1,
    Max = 2,
    All = 4,
    Count = 8,
    Partial = 16,
    Save = 32,

    /// <summary>Changes of the result are told from here on.</summary>
    Update = 64,

    /// <summary>The same will be asked again. What is asked often is kept anyway.</summary>
    Context = 128,

    /// <summary>How well each message fits.</summary>
    Relevancy = 256,
}
