using System.Diagnostics.CodeAnalysis;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>
/// RFC 9051 §6.3.9: which names LIST is asked for. * stands for anything, % for anything within one level. All readings of a
/// pattern are followed side by side, so a name costs at most its length times the pattern's, whatever the pattern.
/// </summary>
public sealed class MailboxPattern
{
    /// <summary>Longer patterns match nothing that can exist, unless they are made of wildcards.</summary>
    public const int LengthMax = 2 * MailboxName.OctetsMax;

    private const char Anything = '*', WithinLevel = '%';

    private readonly string _pattern;

    private MailboxPattern(string pattern)
    {
        _pattern = pattern;
    }

    /// <summary>From reference and name, one behind the other, in Unicode. False if it is longer than <see cref="LengthMax"/>.</summary>
    public static bool TryCreate(string text, [NotNullWhen(true)] out MailboxPattern? pattern)
    {
        pattern = null;
        if (text.Length > LengthMax)
        {
            return false;
        }

        // Wildcards behind each other are one: the wider of them.
        var letters = new List<char>(text.Length);
        foreach (var letter in FormC.Of(text))
        {
            if (!IsWildcard(letter) || letters.Count == 0 || !IsWildcard(letters[^1]))
            {
                letters.Add(letter);
            }
            else if (letter == Anything)
            {
                letters[^1] = Anything;
            }
        }

        pattern = new(string.Concat(letters));
        return true;
    }

    /// <summary>A text that is known to be short enough.</summary>
    public static MailboxPattern Create(string text) =>
        TryCreate(text, out var pattern) ? pattern : throw new ArgumentException("The pattern is too long.", nameof(text));

    public bool Matches(MailboxName name)
    {
        var text = name.Text;
        var isInbox = name.IsInbox || name.IsBelow(MailboxName.Inbox);
        // Places in the pattern that the name so far can have led to, ascending; one set for this letter and one for the next.
        Span<short> places = stackalloc short[_pattern.Length + 1];
        Span<short> next = stackalloc short[_pattern.Length + 1];
        var count = 0;
        Reach(places, ref count, 0);
        for (var at = 0; at < text.Length && count > 0; at++)
        {
            var reached = 0;
            // RFC 9051 §5.1: INBOX is one in any case.
            var isFolded = isInbox && at < MailboxName.Inbox.Text.Length;
            foreach (var place in places[..count])
            {
                if (place < _pattern.Length && Takes(_pattern[place], text[at], isFolded))
                {
                    Reach(next, ref reached, IsWildcard(_pattern[place]) ? place : place + 1);
                }
            }

            var swap = places;
            places = next;
            next = swap;
            count = reached;
        }

        return count > 0 && places[count - 1] == _pattern.Length;
    }

    public override string ToString() => _pattern;

    private static bool IsWildcard(char letter) => letter is Anything or WithinLevel;

    private static bool Takes(char wanted, char letter, bool isFolded) => wanted switch
    {
        Anything => true,
        WithinLevel => letter != MailboxName.Delimiter,
        _ => wanted == letter || (isFolded && char.ToUpperInvariant(wanted) == letter),
    };

    /// <summary>A wildcard may stand for nothing, so the place behind it is reached with it.</summary>
    private void Reach(Span<short> places, ref int count, int place)
    {
        Add(places, ref count, place);
        if (place < _pattern.Length && IsWildcard(_pattern[place]))
        {
            Add(places, ref count, place + 1);
        }
    }

    /// <summary>Places come almost in order: one that is there already is among the last two.</summary>
    private static void Add(Span<short> places, ref int count, int place)
    {
        if ((count > 0 && places[count - 1] == place) || (count > 1 && places[count - 2] == place))
        {
            return;
        }

        places[count++] = (short)place;
    }
}
