using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Contexts;

/// <summary>RFC 5267 §4.3.3, §4.3.4: places in a result, and what comes in or goes out there. What follows each other is one set.</summary>
internal sealed class ContextPairs
{
    private readonly List<(int Place, ulong First, ulong Last)> _runs = [];
    private int _next = -1;

    public bool IsEmpty => _runs.Count == 0;

    /// <param name="place">Counted from 1, after all that was added before; 0 where mailbox order says it.</param>
    /// <param name="following">The place where the next one would join this set.</param>
    public void Add(int place, ulong number, int following)
    {
        var isJoined = place == _next;
        if (isJoined && _runs[^1].Last + 1 == number)
        {
            _runs[^1] = _runs[^1] with { Last = number };
        }
        else
        {
            _runs.Add((isJoined ? -1 : place, number, number));
        }

        _next = following;
    }

    public void Write(ref ReplyWriter line, ReadOnlySpan<byte> word)
    {
        line.Token(word);
        for (var at = 0; at < _runs.Count; at++)
        {
            var (place, first, last) = _runs[at];
            if (place >= 0)
            {
                line.Token(at > 0 ? " "u8 : default);
                line.Number((ulong)place);
                line.Space();
            }
            else
            {
                line.Token(","u8);
            }

            line.Number(first);
            if (last > first)
            {
                line.Token(":"u8);
                line.Number(last);
            }
        }

        line.Token(")"u8);
    }
}
