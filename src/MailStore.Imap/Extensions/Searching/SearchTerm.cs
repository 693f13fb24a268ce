using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>A key of a SEARCH, checked and taken out of its frame.</summary>
/// <param name="Kind">What is asked; the fields below are the operands of some.</param>
internal sealed record SearchTerm(SearchKeyKind Kind)
{
    /// <summary>Of NOT and of parentheses, where all have to hold, and of OR, where one has to.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>The messages that a set of numbers or UIDs names.</summary>
    public UidSet Messages { get; init; } = UidSet.Empty;

    /// <summary>Of KEYWORD: its number in the mailbox, or -1 if no message ever had it.</summary>
    public int Keyword { get; init; } = -1;

    /// <summary>Of KEYWORD: its name, for a search that lasts until some message has it.</summary>
    public Keyword? Word { get; init; }

    /// <summary>Of FUZZY: what makes a message more relevant.</summary>
    public IReadOnlyList<RelevancyMark> Marks { get; init; } = [];

    /// <summary>A size, a mod-sequence, or an id.</summary>
    public ulong Number { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Of keys that look into the message: where their answer stands.</summary>
    public int Question { get; init; } = -1;

    /// <summary>OLDER and YOUNGER count from here, which is one moment for the whole search (RFC 5032 §3).</summary>
    public DateTimeOffset Moment { get; init; }

    /// <summary>The same where more keywords have numbers.</summary>
    public SearchTerm WithKeywords(KeywordTable keywords) => this with
    {
        Keyword = Word is { } word && keywords.TryFind(word, out var number) ? number : Keyword,
        Terms = [.. Terms.Select(term => term.WithKeywords(keywords))],
    };
}
