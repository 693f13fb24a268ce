using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MailStore.Mime.Columns;

/// <summary>
/// Columns as they lie on disk, little endian; whoever keeps them checks their octets.
/// <code>
/// version        u32; another one where texts compare in another way
/// rows           u32
/// uids           u32 each
/// sent           i64 each, ticks in UTC
/// replies        one octet each
/// six texts      keys u32, octets u32, ends of keys u32 each, octets, codes
/// ids            count u32, hashes u64 each, own codes (0: none), ends of references in codes, references u32, their codes
/// </code>
/// Codes have one, two or four octets, as many as the highest of them needs.
/// </summary>
public static class ColumnSection
{
    public const uint Version = 2;

    public static byte[] Write(MessageColumns columns)
    {
        var output = new SectionWriter();
        output.Number(Version);
        output.Number((uint)columns.Uids.Length);
        output.Octets(MemoryMarshal.AsBytes(columns.Uids));
        output.Octets(MemoryMarshal.AsBytes(columns.Sent));
        output.Octets(MemoryMarshal.AsBytes(columns.Replies));
        for (var role = 0; role < MessageColumns.TextRoles; role++)
        {
            var text = columns.Text((TextRole)role);
            output.Number((uint)text.KeyCount);
            output.Number((uint)text.Pool.Length);
            output.Octets(MemoryMarshal.AsBytes(text.Ends));
            output.Octets(text.Pool);
            output.Codes(text.Codes, text.KeyCount, plus: 0);
        }

        var ids = columns.Ids;
        output.Number((uint)ids.IdCount);
        output.Octets(MemoryMarshal.AsBytes(ids.Hashes));
        output.Codes(ids.Own, ids.IdCount + 1, plus: 1);
        output.Number((uint)ids.AllReferences.Length);
        output.Codes(ids.Starts[1..], ids.AllReferences.Length + 1, plus: 0);
        output.Codes(ids.AllReferences.Span, ids.IdCount, plus: 0);
        return output.ToArray();
    }

    /// <summary>False for what is no section of this version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> section, out MessageColumns columns)
    {
        columns = MessageColumns.Empty;
        var input = new SectionReader(section);
        if (input.Number() != Version)
        {
            return false;
        }

        var rows = (int)input.Number();
        var uids = input.Array<uint>(rows);
        var sent = input.Array<long>(rows);
        var replies = input.Array<bool>(rows);
        var texts = new TextColumn[MessageColumns.TextRoles];
        for (var role = 0; role < texts.Length; role++)
        {
            var (keys, octets) = ((int)input.Number(), (int)input.Number());
            var ends = input.Array<int>(keys);
            var pool = input.Array<byte>(octets);
            texts[role] = new(pool, ends, input.Codes(rows, keys, minus: 0));
            input.Fail(!AreEnds(ends, octets));
        }

        var ids = (int)input.Number();
        var hashes = input.Array<ulong>(ids);
        var own = input.Codes(rows, ids + 1, minus: 1);
        var count = (int)input.Number();
        var starts = input.Codes(rows, count + 1, minus: 0);
        var references = input.Codes(count, ids, minus: 0);
        input.Fail(!AreEnds(starts, count));
        input.Fail(!AreAscending(uids));
        if (input.HasFailed)
        {
            return false;
        }

        columns = new(uids, sent, replies, texts, new IdColumn(hashes, own, [0, .. starts], references));
        return true;
    }

    /// <summary>One section of several that have no message in common, with the rows that are still wanted. What is no section is left out.</summary>
    public static byte[] Merge(IReadOnlyList<ReadOnlyMemory<byte>> sections, Func<uint, bool> isKept)
    {
        var parts = new List<MessageColumns>();
        foreach (var section in sections)
        {
            if (TryRead(section.Span, out var columns))
            {
                parts.Add(columns);
            }
        }

        return Write(MessageColumns.Of(parts).Keep(isKept));
    }

    // What is checked here is never out of bounds later.
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
