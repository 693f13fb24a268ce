using MailStore.Log.Bodies;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Ledger;

/// <summary>What a frame of the ledger means for index and bodies: one method for the live path and for replay, as in an engine.</summary>
internal sealed class LedgerBook(IIndexWriter index, IBodyTable bodies)
{
    private const byte AccountKind = 1;
    private const byte LedgerKind = 2;

    private readonly IndexBuffer _buffer = new();

    public static IndexKey HeadKey { get; } = new(LedgerKind, 0, 0);

    public static IndexKey AccountKey(int account) => new(AccountKind, (ulong)account, 0);

    public static IndexKey EntryKey(int account, long entry) => new(AccountKind, (ulong)account, (ulong)entry + 1);

    public static LedgerHead ReadHead(IIndexReader index, in IndexKey key, IndexBuffer buffer) =>
        index.TryRead(key, buffer) ? LedgerHead.Decode(buffer.Span) : default;

    public static LedgerEntry? ReadEntry(IIndexReader index, int account, long entry, IndexBuffer buffer) =>
        index.TryRead(EntryKey(account, entry), buffer) ? LedgerEntry.Decode(buffer.Span) : null;

    /// <summary>Whether the op changes anything at all, as things stand.</summary>
    public bool Allows(LedgerOp op) =>
        op.Verb is not (LedgerVerb.Drop or LedgerVerb.Copy) || ReadEntry(index, op.Account, op.Entry, _buffer) != null;

    public void Apply(LedgerOp op, int part, LogAddress address, long bodyBytes)
    {
        switch (op.Verb)
        {
            case LedgerVerb.Post:
                Add(op.Account, new(op.Number, LogAddress.None, 0));
                break;
            case LedgerVerb.Pair:
                Add(part == 0 ? op.Account : op.Other, new(op.Number, LogAddress.None, 0));
                break;
            case LedgerVerb.Deliver:
                Deliver(op, new(op.Number, address, bodyBytes));
                break;
            case LedgerVerb.Drop:
                Drop(op);
                break;
            case LedgerVerb.Copy:
                Copy(op);
                break;
            default:
                throw new LedgerException($"a frame holds verb {op.Verb}");
        }

        Count(op, part);
    }

    private void Deliver(LedgerOp op, LedgerEntry entry)
    {
        if (entry.BodyBytes != op.BodyBytes)
        {
            throw new LedgerException($"op {op.Number} brought {op.BodyBytes} octets and came back with {entry.BodyBytes}");
        }

        Add(op.Account, entry);
        if (op.Other != op.Account)
        {
            bodies.Retain(entry.Body);
            Add(op.Other, entry);
        }
    }

    private void Drop(LedgerOp op)
    {
        var entry = Existing(op);
        index.Delete(EntryKey(op.Account, op.Entry));
        if (!entry.Body.IsNone)
        {
            bodies.Release(entry.Body, entry.BodyBytes);
        }
    }

    private void Copy(LedgerOp op)
    {
        var entry = Existing(op);
        if (!entry.Body.IsNone)
        {
            bodies.Retain(entry.Body);
        }

        Add(op.Other, entry);
    }

    private LedgerEntry Existing(LedgerOp op) =>
        ReadEntry(index, op.Account, op.Entry, _buffer) ?? throw new LedgerException($"op {op.Number} is replayed where its entry is not there");

    private void Add(int account, LedgerEntry entry)
    {
        var head = ReadHead(index, AccountKey(account), _buffer);
        Span<byte> octets = stackalloc byte[LedgerEntry.Bytes];
        entry.Encode(octets);
        index.Put(EntryKey(account, head.Count), octets);
        Put(AccountKey(account), new(head.Count + 1, Fingerprint.Fold(head.Chain, entry.Number), IsHalf: false));
    }

    private void Count(LedgerOp op, int part)
    {
        var head = ReadHead(index, HeadKey, _buffer);
        if (head.IsHalf != (part > 0))
        {
            throw new LedgerException($"op {op.Number} is half there");
        }

        Put(HeadKey, part == op.Parts - 1
            ? new(head.Count + 1, Fingerprint.Fold(head.Chain, op.Number), IsHalf: false)
            : head with { IsHalf = true });
    }

    private void Put(in IndexKey key, LedgerHead head)
    {
        Span<byte> octets = stackalloc byte[LedgerHead.Bytes];
        head.Encode(octets);
        index.Put(key, octets);
    }
}
