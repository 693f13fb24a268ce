using MailStore.Mime.Fields;

namespace MailStore.Mime.Headers;

/// <summary>The ids that tie a message to a conversation, by their hashes.</summary>
public static class ThreadKeys
{
    /// <summary>
    /// The message's own id first, then those it refers to: In-Reply-To, and References from its end, where the nearest ones are. If there is no
    /// room for all, the last place is that of the first reference, with which the conversation began.
    /// </summary>
    /// <returns>How many keys there are, each once.</returns>
    public static int Read(ReadOnlySpan<byte> headerBlock, Span<ulong> keys)
    {
        var count = 0;
        Span<byte> room = stackalloc byte[ValueFrame.UsualRoom];
        if (TryGetLast(headerBlock, "Message-ID"u8, out var value))
        {
            using var frame = new ValueFrame(value, room);
            Add(MessageIdReader.OwnId(frame.Frame), keys, ref count);
        }

        if (TryGetLast(headerBlock, "In-Reply-To"u8, out value))
        {
            using var frame = new ValueFrame(value, room);
            var ids = new MessageIdReader(frame.Frame);
            while (count < keys.Length && ids.MoveNext())
            {
                Add(ids.Current, keys, ref count);
            }
        }

        if (TryGetLast(headerBlock, "References"u8, out value))
        {
            using var frame = new ValueFrame(value, room);
            AddReferences(new MessageIdReader(frame.Frame), keys, ref count);
        }

        return count;
    }

    private static void AddReferences(MessageIdReader ids, Span<ulong> keys, ref int count)
    {
        // The last ones of a list that may be long: a ring as large as the room that is left.
        Span<ulong> ring = stackalloc ulong[Math.Min(keys.Length - count, 64)];
        var total = 0;
        var root = 0UL;
        while (ids.MoveNext())
        {
            root = total == 0 ? ids.Current : root;
            if (!ring.IsEmpty)
            {
                ring[total % ring.Length] = ids.Current;
            }

            total++;
        }

        for (var i = total - 1; i >= Math.Max(0, total - ring.Length); i--)
        {
            Add(ring[i % ring.Length], keys, ref count);
        }

        if (root != 0 && !keys[..count].Contains(root) && keys.Length > 1)
        {
            count = Math.Min(count, keys.Length - 1);
            Add(root, keys, ref count);
        }
    }

    private static void Add(ulong key, Span<ulong> keys, ref int count)
    {
        if (key != 0 && count < keys.Length && !keys[..count].Contains(key))
        {
            keys[count++] = key;
        }
    }

    private static bool TryGetLast(ReadOnlySpan<byte> block, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var isThere = false;
        for (var fields = new FieldWalk(block); fields.MoveTo(name); isThere = true)
        {
            value = fields.Value;
        }

        return isThere;
    }
}
