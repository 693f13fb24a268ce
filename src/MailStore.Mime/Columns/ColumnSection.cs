using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailStore.Mime.Columns;

/// <summary>
/// Columns as they lie on disk, little endian, in pieces that can be read without each other; whoever keeps them checks their octets.
/// <code>
/// 0  rows        version u32, another one where texts compare in another way
///                rows u32, uids u32 each, sent i64 each, ticks in UTC, replies one octet each
/// 1  subjects    keys u32, octets u32, ends of keys u32 each, octets, codes
/// 2  to 6        the other texts, the same
/// 7  ids         count u32, hashes u64 each, own codes (0: none), references u32, ends of references in codes, their codes
/// </code>
/// Codes have one, two or four octets, as many as the highest of them needs.
/// </summary>
public static class ColumnSection
{
    public const uint Version = 3;

    /// <summary>How many pieces there are.</summary>
    public const int Pieces = MessageColumns.TextRoles + 2;

    private const int RowsPiece = 0;
    private const int IdsPiece = Pieces - 1;

    /// <summary>By the number of the piece.</summary>
    public static byte[][] Write(MessageColumns columns)
    {
        var pieces = new byte[Pieces][];
        pieces[RowsPiece] = WriteRows(columns);
        for (var role = 0; role < MessageColumns.TextRoles; role++)
        {
            pieces[role + 1] = WriteText(columns.Text((TextRole)role));
        }

        pieces[IdsPiece] = WriteIds(columns.Ids);
        return pieces;
    }

    /// <param name="pieces">By number; those that are empty or missing are not among the columns then. The first one has to be there.</param>
    /// <param name="columns">They hold on to the pieces.</param>
    /// <returns>False for what is of another version, or not whole.</returns>
    public static bool TryRead(byte[][] pieces, out MessageColumns columns)
    {
        columns = MessageColumns.Empty;
        var input = new SectionReader(PieceOf(pieces, RowsPiece));
        if (input.Number() != Version)
        {
            return false;
        }

        var rows = (int)input.Number();
        var uids = input.Array<uint>(rows);
        var sent = input.Array<long>(rows);
        var replies = input.Array<bool>(rows);
        if (input.HasFailed || !AreAscending(uids))
        {
            return false;
        }

        var texts = new TextColumn?[MessageColumns.TextRoles];
        for (var role = 0; role < texts.Length; role++)
        {
            if (PieceOf(pieces, role + 1) is { Length: > 0 } text && !TryReadText(text, rows, out texts[role]))
            {
                return false;
            }
        }

        IdColumn? ids = null;
        if (PieceOf(pieces, IdsPiece) is { Length: > 0 } piece && !TryReadIds(piece, rows, out ids))
        {
            return false;
        }

        columns = new(uids, sent, replies, texts, ids);
        return true;
    }

    /// <summary>All pieces of several that have no message in common, with the rows that are still wanted. What cannot be read is left out.</summary>
    public static byte[][] Merge(IReadOnlyList<byte[][]> sections, Func<uint, bool> isKept)
    {
        var parts = new List<MessageColumns>();
        foreach (var pieces in sections)
        {
            if (TryRead(pieces, out var columns) && columns.Has(ColumnSet.All))
            {
                parts.Add(columns);
            }
        }

        return Write(MessageColumns.Of(parts).Keep(isKept));
    }

    private static byte[] PieceOf(byte[][] pieces, int number) => number < pieces.Length ? pieces[number] : [];

    private static byte[] WriteRows(MessageColumns columns)
    {
        var output = new SectionWriter();
        output.Number(Version);
        output.Number((uint)columns.Uids.Length);
        output.Octets(MemoryMarshal.AsBytes(columns.Uids));
        output.Octets(MemoryMarshal.AsBytes(columns.Sent));
        output.Octets(MemoryMarshal.AsBytes(columns.Replies));
        return output.ToArray();
    }

    private static byte[] WriteText(TextColumn text)
    {
        var output = new SectionWriter();
        output.Number((uint)text.KeyCount);
        output.Number((uint)text.Pool.Length);
        output.Octets(MemoryMarshal.AsBytes(text.Ends));
        output.Octets(text.Pool);
        output.Codes(text.Codes, text.KeyCount, plus: 0);
        return output.ToArray();
    }

    private static byte[] WriteIds(IdColumn ids)
    {
        var output = new SectionWriter();
        output.Number((uint)ids.IdCount);
        output.Octets(MemoryMarshal.AsBytes(ids.Hashes));
        output.Codes(ids.Own, ids.IdCount + 1, plus: 1);
        output.Number((uint)ids.AllReferences.Length);
        output.Codes(ids.Starts[1..], ids.AllReferences.Length + 1, plus: 0);
        output.Codes(ids.AllReferences.Span, ids.IdCount, plus: 0);
        return output.ToArray();
    }

    private static bool TryReadText(byte[] piece, int rows, out TextColumn? text)
    {
        var input = new SectionReader(piece);
        var (keys, octets) = ((int)input.Number(), (int)input.Number());
        var ends = input.Array<int>(keys);
        var pool = input.Place(octets);
        var codes = input.Codes(rows, keys, minus: 0);
        var isWhole = !input.HasFailed && AreEnds(ends, octets);
        text = isWhole ? new(new(piece, pool, octets), ends, codes) : null;
        return isWhole;
    }

    private static bool TryReadIds(byte[] piece, int rows, out IdColumn? ids)
    {
        var input = new SectionReader(piece);
        var count = (int)input.Number();
        var hashes = input.Array<ulong>(count);
        var own = input.Codes(rows, count + 1, minus: 1);
        var references = (int)input.Number();
        var starts = input.Codes(rows, references + 1, minus: 0);
        var codes = input.Codes(references, count, minus: 0);
        ids = new(hashes, own, [0, .. starts], codes);
        return !input.HasFailed && AreEnds(starts, references);
    }

    // What is checked here is never out of bounds later.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreEnds(ReadOnlySpan<int> ends, int last)
    {
        var before = 0;
        foreach (var end in ends)
        {
            if (end < before)
            {
                return false;
            }

            before = end;
        }

        return before <= last;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreAscending(ReadOnlySpan<uint> uids)
    {
        for (var at = 1; at < uids.Length; at++)
        {
            if (uids[at] <= uids[at - 1])
            {
                return false;
            }
        }

        return true;
    }

    internal static int WidthOf(int count) => count <= byte.MaxValue + 1 ? 1 : count <= ushort.MaxValue + 1 ? 2 : 4;

    internal static uint NumberAt(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt32LittleEndian(octets);
}
