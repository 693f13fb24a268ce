namespace MailStore.Mime.Fields;

/// <summary>Pieces of RFC 2231 by the octets of their names, then by their sections. Merges in place of quicker sorts, for it must be stable.</summary>
internal sealed class PieceOrder
{
    private MimeParameter[] _spare = [];

    public void Sort(Span<MimeParameter> pieces, ReadOnlySpan<byte> text)
    {
        if (_spare.Length < pieces.Length)
        {
            _spare = new MimeParameter[Math.Max(16, pieces.Length)];
        }

        Sort(pieces, _spare.AsSpan(0, pieces.Length), text);
    }

    private static void Sort(Span<MimeParameter> pieces, Span<MimeParameter> spare, ReadOnlySpan<byte> text)
    {
        if (pieces.Length < 2)
        {
            return;
        }

        var half = pieces.Length / 2;
        Sort(pieces[..half], spare[..half], text);
        Sort(pieces[half..], spare[half..], text);
        if (Compare(pieces[half - 1], pieces[half], text) <= 0)
        {
            return;
        }

        pieces.CopyTo(spare);
        var (left, right) = (0, half);
        for (var i = 0; i < pieces.Length; i++)
        {
            var takesLeft = right == pieces.Length || (left < half && Compare(spare[left], spare[right], text) <= 0);
            pieces[i] = takesLeft ? spare[left++] : spare[right++];
        }
    }

    private static int Compare(in MimeParameter left, in MimeParameter right, ReadOnlySpan<byte> text)
    {
        var names = text.Slice(left.NameAt, left.NameBytes).SequenceCompareTo(text.Slice(right.NameAt, right.NameBytes));
        return names != 0 ? names : left.Section.CompareTo(right.Section);
    }
}
