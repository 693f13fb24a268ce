using System.Text;

namespace MailStore.Engine.Search.Terms;

/// <summary>
/// Cuts text into terms, folded as a search folds it: runs of letters and digits, runs of other marks, and each two characters
/// of scripts that do not part words. A long run is cut into pieces that overlap, so that a needle of up to
/// <see cref="SurePartBytes"/> octets lies whole in one of them.
/// </summary>
internal sealed class Tokenizer
{
    /// <summary>Octets of a term, at most.</summary>
    public const int TermBytesMax = 64;

    /// <summary>Octets that the next piece of a long run has of the one before.</summary>
    public const int OverlapBytes = 24;

    /// <summary>What is no longer lies in one piece: the overlap, less what a cut between characters may take.</summary>
    public const int SurePartBytes = 20;

    private const int AsciiEnd = 0x80;

    private readonly byte[] _term = new byte[TermBytesMax + 4];
    private readonly byte[] _pair = new byte[8];
    private TermTable _terms = null!;
    private TermKind _kind;
    private int _length;

    // Of a long run: octets at the front of the term that the piece before had too.
    private int _carried;

    // Octets of the last character of a pair, and how many characters the run has.
    private int _pairLength;
    private int _pairRun;
    private char _high;

    /// <summary>Terms go there from now on; nothing is begun.</summary>
    public void Begin(TermTable terms)
    {
        End();
        _terms = terms;
    }

    /// <summary>The text ends here.</summary>
    public void End()
    {
        EndTerm();
        _high = '\0';
    }

    public void Take(ReadOnlySpan<char> text)
    {
        var (folded, kinds) = (FoldTable.Folded, FoldTable.Kinds);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character < AsciiEnd)
            {
                at += TakeAscii(text[at..]) - 1;
                continue;
            }

            if (char.IsSurrogate(character))
            {
                Surrogate(character);
                continue;
            }

            _high = '\0';
            var kind = kinds[character];
            if (kind != _kind)
            {
                EndTerm();
                _kind = kind;
            }

            var plain = folded[character];
            if (kind == TermKind.Pair)
            {
                Pair(new Rune(plain));
            }
            else if (kind != TermKind.Blank)
            {
                if (plain < 0x80)
                {
                    _term[_length++] = (byte)plain;
                }
                else
                {
                    _length += new Rune(plain).EncodeToUtf8(_term.AsSpan(_length));
                }

                if (_length >= TermBytesMax)
                {
                    CutTerm();
                }
            }
        }
    }

    /// <summary>The characters of one kind that the text begins with, as far as there is room in the term; they are most of all there are.</summary>
    private int TakeAscii(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> folded = FoldTable.Folded.AsSpan(0, AsciiEnd);
        ReadOnlySpan<TermKind> kinds = FoldTable.Kinds.AsSpan(0, AsciiEnd);
        var kind = kinds[text[0]];
        _high = '\0';
        if (kind != _kind)
        {
            EndTerm();
            _kind = kind;
        }

        var at = 0;
        if (kind == TermKind.Blank)
        {
            while (++at < text.Length && text[at] < AsciiEnd && kinds[text[at]] == TermKind.Blank)
            {
            }

            return at;
        }

        var term = _term.AsSpan(_length, Math.Min(text.Length, TermBytesMax - _length));
        do
        {
            term[at] = (byte)folded[text[at]];
            at++;
        }
        while (at < term.Length && text[at] < AsciiEnd && kinds[text[at]] == kind);
        _length += at;
        if (_length >= TermBytesMax)
        {
            CutTerm();
        }

        return at;
    }

    private void Surrogate(char character)
    {
        // A first half without a second one is nothing, and parts nothing; a second half alone is the replacement character.
        if (char.IsHighSurrogate(character))
        {
            _high = character;
            return;
        }

        var rune = _high == '\0' ? Rune.ReplacementChar : Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(_high, character)));
        _high = '\0';
        var kind = FoldTable.KindOf(rune);
        if (kind != _kind)
        {
            EndTerm();
            _kind = kind;
        }

        if (kind == TermKind.Pair)
        {
            Pair(rune);
            return;
        }

        _length += rune.EncodeToUtf8(_term.AsSpan(_length));
        if (_length >= TermBytesMax)
        {
            CutTerm();
        }
    }

    private void Pair(Rune rune)
    {
        var length = rune.EncodeToUtf8(_pair.AsSpan(_pairLength));
        if (_pairRun++ > 0)
        {
            _terms.Add(_pair.AsSpan(0, _pairLength + length));
            _pair.AsSpan(_pairLength, length).CopyTo(_pair);
        }

        _pairLength = length;
    }

    private void CutTerm()
    {
        // The buffer has room for one character beyond the limit, and the piece ends where a character does.
        _terms.Add(_term.AsSpan(0, _length));
        var from = _length - OverlapBytes;
        while ((_term[from] & 0xC0) == 0x80)
        {
            from++;
        }

        _term.AsSpan(from, _length - from).CopyTo(_term);
        _length = _carried = _length - from;
    }

    private void EndTerm()
    {
        if (_length > _carried)
        {
            _terms.Add(_term.AsSpan(0, _length));
        }

        if (_pairRun == 1)
        {
            _terms.Add(_pair.AsSpan(0, _pairLength));
        }

        (_kind, _length, _carried, _pairLength, _pairRun) = (TermKind.Blank, 0, 0, 0, 0);
    }
}
