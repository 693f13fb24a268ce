using MailStore.Abstractions.Accounts;
using MailStore.Engine.Changes;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>
/// Metadata as records 'X' of the index. Item 0 of a mailbox, or of an account, names the entries; each value is a record of its
/// own, so that setting one does not write the others:
/// <code>last number | count | (name | number) of each, in the order of names</code>
/// </summary>
internal static class MetadataRecords
{
    public static SortedDictionary<string, ulong> Names(IIndexReader index, ulong owner, IndexBuffer buffer, out ulong last)
    {
        var names = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        last = 0;
        if (!index.TryRead(RecordKeys.Metadata(owner), buffer))
        {
            return names;
        }

        var reader = new ChangeReader(buffer.Span);
        last = reader.Varint();
        for (var count = reader.Count(); count > 0; count--)
        {
            names.Add(reader.Text(), reader.Varint());
        }

        reader.End();
        return names;
    }

    /// <summary>
    /// By any thread, beside the writer. A number is never used for a second value, so a value that is gone, or a list of names
    /// that is another one afterwards, says that a commit came between: then it is read again.
    /// </summary>
    public static IReadOnlyList<MetadataEntry> Read(IIndexReader index, ulong owner)
    {
        var buffer = new IndexBuffer();
        while (true)
        {
            var names = Names(index, owner, buffer, out var last);
            var entries = new List<MetadataEntry>(names.Count);
            foreach (var (name, number) in names)
            {
                if (index.TryRead(RecordKeys.MetadataValue(owner, number), buffer))
                {
                    entries.Add(new(name, buffer.Span.ToArray()));
                }
            }

            var after = Names(index, owner, buffer, out var lastAfter);
            if (last == lastAfter && entries.Count == names.Count && names.SequenceEqual(after))
            {
                return entries;
            }
        }
    }

    public static void Apply(MetadataChange change, IIndexWriter index, ChangeWriter writer, IndexBuffer buffer)
    {
        var names = Names(index, change.Owner, buffer, out var last);
        if (names.Remove(change.Entry.Name, out var old))
        {
            index.Delete(RecordKeys.MetadataValue(change.Owner, old));
        }

        if (change.Entry.Value is { } value)
        {
            names.Add(change.Entry.Name, ++last);
            index.Put(RecordKeys.MetadataValue(change.Owner, last), value.Span);
        }

        writer.Begin();
        writer.Varint(last);
        writer.Varint((ulong)names.Count);
        foreach (var (name, number) in names)
        {
            writer.Text(name);
            writer.Varint(number);
        }

        index.Put(RecordKeys.Metadata(change.Owner), writer.Written);
    }

    /// <summary>The owner is gone.</summary>
    public static void Delete(ulong owner, IIndexWriter index, IndexBuffer buffer)
    {
        foreach (var number in Names(index, owner, buffer, out _).Values)
        {
            index.Delete(RecordKeys.MetadataValue(owner, number));
        }

        index.Delete(RecordKeys.Metadata(owner));
    }
}
