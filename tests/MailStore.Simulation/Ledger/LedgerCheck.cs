using MailStore.Log.Bodies;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Simulation.Ledger;

/// <summary>Compares all that a volume holds with what it should.</summary>
internal sealed class LedgerCheck(IIndexReader index, Func<LogAddress, IBodyReader> openBody)
{
    private readonly IndexBuffer _buffer = new();

    /// <summary>The disk lies: a body may be refused, but never come back wrong.</summary>
    public bool MayRefuseBodies { get; init; }

    public int RefusedBodies { get; private set; }

    public LedgerHead Head => LedgerBook.ReadHead(index, LedgerBook.HeadKey, _buffer);

    public void Compare(LedgerModel model)
    {
        var head = Head;
        if (head.IsHalf || head.Count != model.Count || head.Chain != model.Chain)
        {
            throw new LedgerException($"the ledger holds {head.Count} ops with hash {head.Chain:x}{(head.IsHalf ? " and half of one" : "")}, not {model.Count} with {model.Chain:x}");
        }

        for (var account = 0; account < LedgerModel.Accounts; account++)
        {
            Account(account, model);
        }
    }

    private void Account(int account, LedgerModel model)
    {
        var entries = model.Account(account);
        var head = LedgerBook.ReadHead(index, LedgerBook.AccountKey(account), _buffer);
        if (head.Count != entries.Count || head.Chain != model.Chains[account])
        {
            throw new LedgerException($"account {account} has {head.Count} entries with hash {head.Chain:x}, not {entries.Count} with {model.Chains[account]:x}");
        }

        // One entry beyond, for what is there too much.
        for (var i = 0; i <= entries.Count; i++)
        {
            Entry(account, i, i < entries.Count ? entries[i] : null);
        }
    }

    private void Entry(int account, int number, ModelEntry? wanted)
    {
        var found = LedgerBook.ReadEntry(index, account, number, _buffer);
        if (found?.Number != wanted?.Number || found?.BodyBytes != wanted?.BodyBytes)
        {
            throw new LedgerException($"entry {number} of account {account} is {(found == null ? "not there" : $"of op {found.Value.Number}")}, not {(wanted == null ? "gone" : $"of op {wanted.Value.Number}")}");
        }

        if (found is { Body.IsNone: false } entry)
        {
            try
            {
                Body(entry);
            }
            catch (StorageFaultException) when (MayRefuseBodies)
            {
                RefusedBodies++;
            }
        }
    }

    private void Body(LedgerEntry entry)
    {
        using var reader = openBody(entry.Body);
        var octets = new byte[entry.BodyBytes + 1];
        var length = 0;
        for (int count; (count = reader.Read(length, octets.AsSpan(length))) > 0;)
        {
            length += count;
        }

        if (reader.Length != entry.BodyBytes || length != entry.BodyBytes || !octets.AsSpan(0, length).SequenceEqual(LedgerOp.BodyOf(entry.Number, entry.BodyBytes)))
        {
            throw new LedgerException($"the body of op {entry.Number} at {entry.Body} came back as {length} other octets");
        }
    }
}
