using System.Numerics;
using System.Text;
using MailStore.Mime.Text;

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

    // Text waits until there is so much of it, for it comes in small pieces too.
    private const int WaitingMax = 16 * AsciiRuns.Block;

    private readonly char[] _waiting = new char[WaitingMax + AsciiRuns.Block];
    private readonly byte[] _folded = new byte[WaitingMax + AsciiRuns.Block];
    private readonly int[] _starts = new int[WaitingMax + AsciiRuns.Block];
    private readonly int[] _ends = new int[WaitingMax + AsciiRuns.Block];
    private readonly ulong[] _words = new ulong[WaitingMax / AsciiRuns.Block];
    private readonly ulong[] _blanks = new ulong[WaitingMax / AsciiRuns.Block];
    private readonly byte[] _term = new byte[TermBytesMax + 4 + TermTable.Slack];
    private readonly byte[] _pair = new byte[8 + TermTable.Slack];
    private TermTable _terms = null!;
    private TermKind _kind;
    private int _length;
    private int _waits;
    private int _startsUsed;
    private int _endsUsed;

    // Of a long run: octets at the front of the term that the piece before had too.
    private int _carried;

    // Octets of the last character of a pair, and how many characters the run has.
    private int _pairLength;
    private int _pairRun;
    private char _high;

    /// <summary>Terms go there from now on; nothing is begun.</summary>
    public void Begin(TermTable terms)
    {
        if (ReferenceEquals(_terms, terms))
        {
            Break();
            return;
        }

        End();
        _terms = terms;
    }

    /// <summary>The text ends here, and more may come: short ones wait for each other, for many terms at a time cost less.</summary>
    public void Break()
    {
        if (_waits > 0 || _kind != TermKind.Blank)
        {
            Take(" ");
        }
    }

    /// <summary>All text ends here, and all its terms are in the table.</summary>
    public void End()
    {
        CutWaiting();
        EndTerm();
        _high = '\0';
    }

    /// <summary>What was taken of a message that was left goes to no table.</summary>
    public void Forget()
    {
        (_waits, _high) = (0, '\0');
        (_kind, _length, _carried, _pairLength, _pairRun) = (TermKind.Blank, 0, 0, 0, 0);
    }

    public void Take(ReadOnlySpan<char> text)
    {
        while (text.Length > WaitingMax - _waits)
        {
            var piece = text[..(WaitingMax - _waits)];
            piece.CopyTo(_waiting.AsSpan(_waits));
            _waits = WaitingMax;
            text = text[piece.Length..];
            CutWaiting();
        }

        text.CopyTo(_waiting.AsSpan(_waits));
        _waits += text.Length;
    }

    private void CutWaiting()
    {
        for (var at = 0; at < _waits;)
        {
            var plain = AsciiRuns.Fold(_waiting.AsSpan(at), _waits - at, _folded, _words, _blanks);
            if (plain > 0)
            {
                TakePlain(plain);
            }

            at = TakeOther(at + plain);
        }

        _waits = 0;
    }

    /// <summary>So many characters that were folded.</summary>
    private void TakePlain(int length)
    {
        _high = '\0';
        var kind = KindAt(0);
        if (kind != _kind)
        {
            EndTerm();
            _kind = kind;
        }

        var isOpen = FindRuns(length);
        AddRuns();
        _kind = KindAt(length - 1);
        if (isOpen)
        {
            Append(_starts[_startsUsed - 1], length);
        }
    }

    private TermKind KindAt(int place) =>
        (_words[place / AsciiRuns.Block] >> place & 1) != 0 ? TermKind.Word
        : (_blanks[place / AsciiRuns.Block] >> place & 1) != 0 ? TermKind.Blank : TermKind.Mark;

    /// <summary>Where runs begin and end that are no blanks. True if the last one is open.</summary>
    private bool FindRuns(int length)
    {
        // A bit for each character that is of another kind than the one before; the first one is of the kind that is begun.
        var (word, blank) = (_kind == TermKind.Word ? 1UL : 0, _kind == TermKind.Blank ? 1UL : 0);
        _starts[0] = 0;
        (_startsUsed, _endsUsed) = (1 - (int)blank, 0);
        for (var from = 0; from < length; from += AsciiRuns.Block)
        {
            var (words, blanks) = (_words[from / AsciiRuns.Block], _blanks[from / AsciiRuns.Block]);
            var (wordsBefore, blanksBefore) = ((words << 1) | word, (blanks << 1) | blank);
            var turns = (words ^ wordsBefore) | (blanks ^ blanksBefore);
            turns &= length - from < AsciiRuns.Block ? (1UL << (length - from)) - 1 : ulong.MaxValue;
            _startsUsed = Spread(turns & ~blanks, from, _starts, _startsUsed);
            _endsUsed = Spread(turns & ~blanksBefore, from, _ends, _endsUsed);
            (word, blank) = (words >> 63, blanks >> 63);
        }

        return _startsUsed > _endsUsed;
    }

    /// <summary>The places of bits, several at a time: there is room for what is none, and it is written over.</summary>
    private static int Spread(ulong bits, int from, int[] places, int used)
    {
        const int step = 8;
        var end = used + BitOperations.PopCount(bits);
        for (var at = used; at < end; at += step)
        {
            var room = places.AsSpan(at, step);
            for (var next = 0; next < room.Length; next++)
            {
                room[next] = from + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        return end;
    }

    // Most runs begin here too, and are not copied.
    private void AddRuns()
    {
        var first = 0;
        if (_length > 0 && _endsUsed > 0)
        {
            Append(0, _ends[0]);
            EndTerm();
            first = 1;
        }

        for (var at = first; at < _endsUsed; at++)
        {
            if (_ends[at] - _starts[at] >= TermBytesMax)
            {
                Append(_starts[at], _ends[at]);
                EndTerm();
                _ends[at] = _starts[at];
            }
        }

        _terms.Add(_folded, _starts.AsSpan(first, _endsUsed - first), _ends.AsSpan(first, _endsUsed - first));
    }

    private void Append(int start, int end)
    {
        while (start < end)
        {
            var piece = Math.Min(end - start, TermBytesMax - _length);
            _folded.AsSpan(start, piece).CopyTo(_term.AsSpan(_length));
            _length += piece;
            start += piece;
            if (_length >= TermBytesMax)
            {
                CutTerm();
            }
        }
    }

    /// <summary>Characters that are not ASCII, and single ones between them that are.</summary>
    /// <returns>Where the next ones are.</returns>
    private int TakeOther(int at)
    {
        var (folded, kinds) = (FoldTable.Folded, FoldTable.Kinds);
        for (var isPlainBefore = true; at < _waits; at++)
        {
            var character = _waiting[at];
            var isPlain = character < AsciiEnd;
            if (isPlain && isPlainBefore)
            {
                break;
            }

            isPlainBefore = isPlain;
            if (char.IsSurrogate(character))
            {
                Surrogate(character);
                continue;
            }

            _high = '\0';
            if (folded[character] == FoldTable.Several)
            {
                TakeSeveral(new Rune(character));
            }
            else
            {
                Take(kinds[character], new Rune(folded[character]));
            }
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

        TakeSeveral(_high == '\0' ? Rune.ReplacementChar : new Rune(_high, character));
        _high = '\0';
    }

    private void TakeSeveral(Rune rune)
    {
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        foreach (var part in parts[..Casemap.Fold(rune, parts)].EnumerateRunes())
        {
            Take(FoldTable.KindOf(part), part);
        }
    }

    private void Take(TermKind kind, Rune folded)
    {
        if (kind != _kind)
        {
            EndTerm();
            _kind = kind;
        }

        if (kind == TermKind.Pair)
        {
            Pair(folded);
        }
        else if (kind != TermKind.Blank)
        {
            _length += folded.EncodeToUtf8(_term.AsSpan(_length));
            if (_length >= TermBytesMax)
            {
                CutTerm();
            }
        }
    }

    private void Pair(Rune rune)
    {
        var length = rune.EncodeToUtf8(_pair.AsSpan(_pairLength));
        if (_pairRun++ > 0)
        {
            _terms.Add(_pair, _pairLength + length);
            _pair.AsSpan(_pairLength, length).CopyTo(_pair);
        }

        _pairLength = length;
    }

    private void CutTerm()
    {
        // The buffer has room for one character beyond the limit, and the piece ends where a character does.
        _terms.Add(_term, _length);
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
            _terms.Add(_term, _length);
        }

        if (_pairRun == 1)
        {
            _terms.Add(_pair, _pairLength);
        }

        (_kind, _length, _carried, _pairLength, _pairRun) = (TermKind.Blank, 0, 0, 0, 0);
    }
}
