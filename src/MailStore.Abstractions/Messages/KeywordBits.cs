using System.Numerics;

namespace MailStore.Abstractions.Messages;

/// <summary>
/// Which keywords of its mailbox a message has: numbers in the mailbox' <see cref="Mailboxes.KeywordTable"/>. The first 56 fit
/// into a word, as nearly always; a message with others carries a list too.
/// </summary>
public readonly struct KeywordBits : IEquatable<KeywordBits>
{
    /// <summary>Keywords below this number live in the word.</summary>
    public const int WordCount = 56;

    private readonly ushort[]? _rest;

    private KeywordBits(ulong word, ushort[]? rest)
    {
        Word = word;
        _rest = rest is { Length: > 0 } ? rest : null;
    }

    public static KeywordBits None => default;

    /// <summary>Bit n for keyword n.</summary>
    public ulong Word { get; }

    /// <summary>Numbers from <see cref="WordCount"/> on, ascending.</summary>
    public ReadOnlySpan<ushort> Rest => _rest;

    public bool IsEmpty => Word == 0 && _rest is null;

    public int Count => BitOperations.PopCount(Word) + Rest.Length;

    public static bool operator ==(KeywordBits left, KeywordBits right) => left.Equals(right);

    public static bool operator !=(KeywordBits left, KeywordBits right) => !left.Equals(right);

    public static KeywordBits OfWord(ulong word) => new(word, rest: null);

    public static KeywordBits Of(ulong word, ReadOnlySpan<ushort> rest) => new(word, rest.IsEmpty ? null : rest.ToArray());

    public bool Has(int number) => number < WordCount ? (Word >> number & 1) != 0 : Rest.BinarySearch((ushort)number) >= 0;

    public KeywordBits With(int number)
    {
        if (Has(number))
        {
            return this;
        }

        if (number < WordCount)
        {
            return new(Word | 1UL << number, _rest);
        }

        var rest = new ushort[Rest.Length + 1];
        var place = ~Rest.BinarySearch((ushort)number);
        Rest[..place].CopyTo(rest);
        rest[place] = (ushort)number;
        Rest[place..].CopyTo(rest.AsSpan(place + 1));
        return new(Word, rest);
    }

    public KeywordBits Without(int number)
    {
        if (!Has(number))
        {
            return this;
        }

        if (number < WordCount)
        {
            return new(Word & ~(1UL << number), _rest);
        }

        var place = Rest.BinarySearch((ushort)number);
        var rest = new ushort[Rest.Length - 1];
        Rest[..place].CopyTo(rest);
        Rest[(place + 1)..].CopyTo(rest.AsSpan(place));
        return new(Word, rest);
    }

    public bool Equals(KeywordBits other) => Word == other.Word && Rest.SequenceEqual(other.Rest);

    public override bool Equals(object? obj) => obj is KeywordBits other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Word);
        foreach (var number in Rest)
        {
            hash.Add(number);
        }

        return hash.ToHashCode();
    }
}
