using System.Collections.Immutable;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>The keywords that a mailbox knows, by number. It only grows: a number means the same keyword for ever.</summary>
public sealed class KeywordTable
{
    /// <summary>More are refused: RFC 9051 §7.1, a server may say so by leaving \* out of PERMANENTFLAGS.</summary>
    public const int CountMax = 4096;

    private readonly ImmutableDictionary<Keyword, int> _numbers;

    private KeywordTable(ImmutableList<Keyword> keywords, ImmutableDictionary<Keyword, int> numbers)
    {
        Keywords = keywords;
        _numbers = numbers;
    }

    public static KeywordTable Empty { get; } = new([], ImmutableDictionary<Keyword, int>.Empty);

    public ImmutableList<Keyword> Keywords { get; }

    public int Count => Keywords.Count;

    public bool IsFull => Count >= CountMax;

    public Keyword this[int number] => Keywords[number];

    public bool TryFind(Keyword keyword, out int number) => _numbers.TryGetValue(keyword, out number);

    /// <summary>The same with one more, which must be new.</summary>
    public KeywordTable With(Keyword keyword) => new(Keywords.Add(keyword), _numbers.Add(keyword, Count));

    /// <summary>The flags of a message by name.</summary>
    public FlagSet NamesOf(in MessageEntry entry)
    {
        var keywords = new List<Keyword>(entry.Keywords.Count);
        for (var number = 0; number < Count && keywords.Count < entry.Keywords.Count; number++)
        {
            if (entry.Keywords.Has(number))
            {
                keywords.Add(Keywords[number]);
            }
        }

        return new(entry.Flags, [.. keywords]);
    }
}
