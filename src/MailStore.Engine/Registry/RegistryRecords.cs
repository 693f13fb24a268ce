using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log.Commit;
using MailStore.Log.Index;

namespace MailStore.Engine.Registry;

/// <summary>
/// Records beside the mail, as records of the index. A shelf can be listed, so its names are in pages, in the order in which they came:
/// <code>
/// R hash of shelf and name: version | ordinal | shelf | name | value to the end
/// Q shelf 0:                newest version | next ordinal | count
/// Q shelf page + 1:         count | (ordinal | name) of each record whose ordinal / 64 is the page
/// </code>
/// </summary>
internal static class RegistryRecords
{
    private const int NamesPerPage = 64;

    public static RegistryRecord? Find(RegistryKey key, IIndexReader index, IndexBuffer buffer) =>
        TryFind(key, index, buffer, out var version, out _, out var value) ? new(version, value.ToArray()) : null;

    /// <summary>Whose records these are, in the order in which they came.</summary>
    public static IReadOnlyCollection<string> Page(byte shelf, ulong page, IIndexReader index, IndexBuffer buffer) => ReadPage(shelf, page, index, buffer).Values;

    public static ulong Pages(byte shelf, IIndexReader index, IndexBuffer buffer) => (Counters(shelf, index, buffer).NextOrdinal + NamesPerPage - 1) / NamesPerPage;

    public static long Count(byte shelf, IIndexReader index, IndexBuffer buffer) => (long)Counters(shelf, index, buffer).Count;

    /// <summary>Whether an edit can be made as things stand.</summary>
    public static Refusal Admit(RegistryEdit edit, IIndexReader index, IndexBuffer buffer) =>
        RegistryLimits.Check(edit) is not Refusal.None and var refusal ? refusal
        : edit.Expected is { } expected && (Find(edit.Key, index, buffer)?.Version ?? RegistryEdit.Absent) != expected ? Refusal.AlreadyExists
        : Refusal.None;

    /// <summary>An edit that was admitted.</summary>
    public static void Make(RegistryEdit edit, IBatch batch, ChangeWriter writer, IndexBuffer buffer)
    {
        var change = Decide(edit, batch.Index, buffer);
        change.Write(writer);
        batch.AppendChange(writer.Written);
        Apply(change, batch.Index, writer, buffer);
    }

    /// <summary>What an edit does: its version and its place are given here.</summary>
    private static RegistryChange Decide(RegistryEdit edit, IIndexReader index, IndexBuffer buffer)
    {
        var isThere = TryFind(edit.Key, index, buffer, out _, out var ordinal, out _);
        var (version, next, _) = Counters(edit.Key.Shelf, index, buffer);
        return new(edit.Key.Shelf, edit.Key.Name, version + 1, isThere ? ordinal : next, edit.Octets);
    }

    public static void Apply(RegistryChange change, IIndexWriter index, ChangeWriter writer, IndexBuffer buffer)
    {
        var key = new RegistryKey(change.Shelf, change.Name);
        var isThere = TryFind(key, index, buffer, out _, out _, out _);
        var (version, next, count) = Counters(change.Shelf, index, buffer);
        if (change.Value is { } value)
        {
            writer.Begin();
            writer.Varint(change.Version);
            writer.Varint(change.Ordinal);
            writer.Byte(change.Shelf);
            writer.Text(change.Name);
            writer.Raw(value.Span);
            index.Put(KeyOf(key), writer.Written);
            count += isThere ? 0UL : 1;
        }
        else if (isThere)
        {
            index.Delete(KeyOf(key));
            count--;
        }

        if (isThere != change.Value is not null)
        {
            EditPage(change, index, writer, buffer);
        }

        writer.Begin();
        writer.Varint(Math.Max(version, change.Version));
        writer.Varint(change.Value is null ? next : Math.Max(next, change.Ordinal + 1));
        writer.Varint(count);
        index.Put(CountersKey(change.Shelf), writer.Written);
    }

    private static bool TryFind(RegistryKey key, IIndexReader index, IndexBuffer buffer, out ulong version, out ulong ordinal, out ReadOnlySpan<byte> value)
    {
        (version, ordinal) = (0, 0);
        value = default;
        if (!index.TryRead(KeyOf(key), buffer))
        {
            return false;
        }

        var reader = new ChangeReader(buffer.Span);
        (version, ordinal) = (reader.Varint(), reader.Varint());
        // The key is a hash: whose record it is says the record.
        var isSame = reader.Byte() == key.Shelf && reader.Text() == key.Name;
        value = reader.Rest;
        return isSame;
    }

    private static (ulong Version, ulong NextOrdinal, ulong Count) Counters(byte shelf, IIndexReader index, IndexBuffer buffer)
    {
        if (!index.TryRead(CountersKey(shelf), buffer))
        {
            return default;
        }

        var reader = new ChangeReader(buffer.Span);
        var counters = (reader.Varint(), reader.Varint(), reader.Varint());
        reader.End();
        return counters;
    }

    private static void EditPage(RegistryChange change, IIndexWriter index, ChangeWriter writer, IndexBuffer buffer)
    {
        var page = change.Ordinal / NamesPerPage;
        var names = ReadPage(change.Shelf, page, index, buffer);
        if (change.Value is null)
        {
            names.Remove(change.Ordinal);
        }
        else
        {
            names[change.Ordinal] = change.Name;
        }

        if (names.Count == 0)
        {
            index.Delete(PageKey(change.Shelf, page));
            return;
        }

        writer.Begin();
        writer.Varint((ulong)names.Count);
        foreach (var (ordinal, name) in names)
        {
            writer.Varint(ordinal);
            writer.Text(name);
        }

        index.Put(PageKey(change.Shelf, page), writer.Written);
    }

    private static SortedDictionary<ulong, string> ReadPage(byte shelf, ulong page, IIndexReader index, IndexBuffer buffer)
    {
        var names = new SortedDictionary<ulong, string>();
        if (!index.TryRead(PageKey(shelf, page), buffer))
        {
            return names;
        }

        var reader = new ChangeReader(buffer.Span);
        for (var count = reader.Count(); count > 0; count--)
        {
            names.Add(reader.Varint(), reader.Text());
        }

        reader.End();
        return names;
    }

    // Of SHA-256, so nobody can choose names that collide. Frozen: other numbers would lose every record.
    private static IndexKey KeyOf(RegistryKey key)
    {
        Span<byte> octets = stackalloc byte[1 + RegistryLimits.NameBytesMax];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        octets[0] = key.Shelf;
        SHA256.HashData(octets[..(1 + Encoding.UTF8.GetBytes(key.Name, octets[1..]))], digest);
        return new(RecordKind.Registry, BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }

    private static IndexKey CountersKey(byte shelf) => new(RecordKind.RegistryPage, shelf, 0);

    private static IndexKey PageKey(byte shelf, ulong page) => new(RecordKind.RegistryPage, shelf, page + 1);
}
