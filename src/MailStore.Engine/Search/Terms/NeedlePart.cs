using System.Text;

namespace MailStore.Engine.Search.Terms;

/// <summary>A run of characters of one kind in a needle.</summary>
/// <param name="StartsTerm">Something else stands before it, so that a term starts with it.</param>
/// <param name="EndsTerm">The same behind it.</param>
internal sealed record NeedlePart(TermKind Kind, List<Rune> Runes, bool StartsTerm, bool EndsTerm)
{
    /// <summary>A term that has the pattern has this part, where it stands alone.</summary>
    public bool IsSure => Kind == TermKind.Pair ? Runes.Count <= 2 : NeedlePlan.Octets(Runes).Length <= Tokenizer.SurePartBytes;

    public IEnumerable<byte[]> Patterns()
    {
        if (Kind == TermKind.Pair)
        {
            return Pairs();
        }

        var octets = NeedlePlan.Octets(Runes);

        // A long run is in pieces, and only what is no longer than their overlap lies in one for certain.
        return octets.Length <= Tokenizer.SurePartBytes || (StartsTerm && EndsTerm && octets.Length < Tokenizer.TermBytesMax)
            ? [TermPattern.Of(octets, StartsTerm, EndsTerm)]
            : [TermPattern.Of(Front(octets), StartsTerm, isEnd: false), TermPattern.Of(Back(octets), isStart: false, EndsTerm)];
    }

    private static byte[] Front(byte[] octets)
    {
        var end = Tokenizer.SurePartBytes;
        while ((octets[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return octets[..end];
    }

    private static byte[] Back(byte[] octets)
    {
        var start = octets.Length - Tokenizer.SurePartBytes;
        while ((octets[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return octets[start..];
    }

    private IEnumerable<byte[]> Pairs()
    {
        if (Runes.Count == 1)
        {
            // Alone or in a pair.
            yield return TermPattern.Of(NeedlePlan.Octets(Runes), isStart: false, isEnd: false);
        }

        for (var at = 0; at + 1 < Runes.Count; at++)
        {
            yield return TermPattern.Of(NeedlePlan.Octets(Runes.GetRange(at, 2)), isStart: true, isEnd: true);
        }
    }
}
