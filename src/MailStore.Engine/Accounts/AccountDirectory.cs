using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>
/// The accounts of a volume by name and in the order that they came, and what the volume counts. Records of the index:
/// <code>
/// D 0 0:    store (16 octets) | number of the volume | next number | next ordinal | newest UIDVALIDITY of deleted accounts
/// D 1 page: count | (ordinal | id | name) of each account whose ordinal / 64 is the page
/// N name:   id | name
/// </code>
/// </summary>
internal sealed class AccountDirectory
{
    private const int AccountsPerPage = 64;

    private static readonly IndexKey CountersKey = new(RecordKind.Volume, 0, 0);

    private bool _isDirty;

    public Guid Store { get; private set; }

    public int Volume { get; private set; }

    /// <summary>For the next account, mailbox or message: none is ever used twice.</summary>
    public ulong NextNumber { get; private set; } = 1;

    public ulong NextOrdinal { get; private set; }

    /// <summary>New accounts begin above it: one may have the name of one that was deleted, and its clients remember.</summary>
    public UidValidity Retired { get; private set; }

    public static AccountId Find(AccountName name, IIndexReader index, IndexBuffer buffer)
    {
        if (!index.TryRead(RecordKeys.Name(NameHash.Of(name)), buffer))
        {
            return default;
        }

        var reader = new ChangeReader(buffer.Span);
        var id = new AccountId(reader.Varint());
        return reader.Text() == name.Text ? id : default;
    }

    /// <summary>Whose accounts these are; in the order of their ordinals.</summary>
    public static List<(AccountId Id, AccountName Name)> Page(ulong page, IIndexReader index, IndexBuffer buffer) =>
        [.. ReadPage(page, index, buffer).Select(entry => (entry.Value.Id, entry.Value.Name))];

    /// <summary>By any thread: how many pages there are as of the last commit.</summary>
    public static ulong Pages(IIndexReader index, IndexBuffer buffer)
    {
        var counters = new AccountDirectory();
        counters.Load(index, buffer);
        return (counters.NextOrdinal + AccountsPerPage - 1) / AccountsPerPage;
    }

    public void Load(IIndexReader index, IndexBuffer buffer)
    {
        if (!index.TryRead(CountersKey, buffer))
        {
            return;
        }

        var reader = new ChangeReader(buffer.Span);
        Store = new Guid(reader.Raw(16));
        Volume = (int)reader.UInt32();
        NextNumber = reader.Varint();
        NextOrdinal = reader.Varint();
        Retired = new(reader.UInt32());
        reader.End();
    }

    public void Apply(VolumeBorn change)
    {
        Store = change.Store;
        Volume = change.Number;
        _isDirty = true;
    }

    /// <summary>An id was given: its number never again.</summary>
    public void Used(ulong id)
    {
        NextNumber = Math.Max(NextNumber, EngineId.NumberOf(id) + 1);
        _isDirty = true;
    }

    public void Add(AccountCreated change, IIndexWriter index, ChangeWriter writer, IndexBuffer buffer)
    {
        Used(change.Id.Value);
        NextOrdinal = Math.Max(NextOrdinal, change.Ordinal + 1);
        writer.Begin();
        writer.Varint(change.Id.Value);
        writer.Text(change.Name.Text);
        index.Put(RecordKeys.Name(NameHash.Of(change.Name)), writer.Written);

        // Ordinals only grow, so it goes behind all that are on its page, and they need not be understood for that.
        var key = PageKey(change.Ordinal / AccountsPerPage);
        var there = new ChangeReader(index.TryRead(key, buffer) ? buffer.Span : [0]);
        writer.Begin();
        writer.Varint((ulong)there.Count() + 1);
        writer.Raw(there.Rest);
        Write(writer, change.Ordinal, change.Id, change.Name);
        index.Put(key, writer.Written);
    }

    public void Remove(AccountHeader account, IIndexWriter index, ChangeWriter writer, IndexBuffer buffer)
    {
        Retired = new(Math.Max(Retired.Value, account.LastValidity.Value));
        _isDirty = true;
        index.Delete(RecordKeys.Header(account.Id));
        index.Delete(RecordKeys.Name(NameHash.Of(account.Name)));
        var page = ReadPage(account.Ordinal / AccountsPerPage, index, buffer);
        page.Remove(account.Ordinal);
        WritePage(account.Ordinal / AccountsPerPage, page, index, writer);
    }

    public void WriteBack(IIndexWriter index, ChangeWriter writer)
    {
        if (!_isDirty)
        {
            return;
        }

        _isDirty = false;
        writer.Begin();
        writer.Raw(Store.ToByteArray());
        writer.Varint((uint)Volume);
        writer.Varint(NextNumber);
        writer.Varint(NextOrdinal);
        writer.Varint(Retired.Value);
        index.Put(CountersKey, writer.Written);
    }

    private static IndexKey PageKey(ulong page) => new(RecordKind.Volume, 1, page);

    private static SortedDictionary<ulong, (AccountId Id, AccountName Name)> ReadPage(ulong page, IIndexReader index, IndexBuffer buffer)
    {
        var entries = new SortedDictionary<ulong, (AccountId, AccountName)>();
        if (!index.TryRead(PageKey(page), buffer))
        {
            return entries;
        }

        var reader = new ChangeReader(buffer.Span);
        for (var count = reader.Count(); count > 0; count--)
        {
            var ordinal = reader.Varint();
            var id = new AccountId(reader.Varint());
            entries.Add(ordinal, (id, AccountName.TryCreate(reader.Text(), out var name) ? name : throw ChangeReader.Malformed()));
        }

        reader.End();
        return entries;
    }

    private static void WritePage(
        ulong page, SortedDictionary<ulong, (AccountId Id, AccountName Name)> entries, IIndexWriter index, ChangeWriter writer)
    {
        if (entries.Count == 0)
        {
            index.Delete(PageKey(page));
            return;
        }

        writer.Begin();
        writer.Varint((ulong)entries.Count);
        foreach (var (ordinal, entry) in entries)
        {
            Write(writer, ordinal, entry.Id, entry.Name);
        }

        index.Put(PageKey(page), writer.Written);
    }

    private static void Write(ChangeWriter writer, ulong ordinal, AccountId id, AccountName name)
    {
        writer.Varint(ordinal);
        writer.Varint(id.Value);
        writer.Text(name.Text);
    }
}
