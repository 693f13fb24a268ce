using MailStore.Testing.Chance;

namespace MailStore.Simulation.Ledger;

/// <summary>What the ledger should hold: plain lists. An entry that was dropped is null, for numbers are not used again.</summary>
internal sealed class LedgerModel
{
    public const int Accounts = 5;

    private readonly List<ModelEntry?>[] _accounts = [.. Enumerable.Range(0, Accounts).Select(_ => new List<ModelEntry?>())];

    public long Count { get; private set; }

    public ulong Chain { get; private set; }

    public IReadOnlyList<ModelEntry?> Account(int number) => _accounts[number];

    public ulong[] Chains { get; } = new ulong[Accounts];

    public static LedgerModel Of(IEnumerable<LedgerOp> history)
    {
        var model = new LedgerModel();
        foreach (var op in history)
        {
            model.Apply(op);
        }

        return model;
    }

    private void Apply(LedgerOp op)
    {
        switch (op.Verb)
        {
            case LedgerVerb.Post:
                Add(op.Account, new(op.Number, 0));
                break;
            case LedgerVerb.Pair:
                Add(op.Account, new(op.Number, 0));
                Add(op.Other, new(op.Number, 0));
                break;
            case LedgerVerb.Deliver:
                Add(op.Account, new(op.Number, op.BodyBytes));
                if (op.Other != op.Account)
                {
                    Add(op.Other, new(op.Number, op.BodyBytes));
                }

                break;
            case LedgerVerb.Drop:
                _accounts[op.Account][op.Entry] = null;
                break;
            default:
                Add(op.Other, _accounts[op.Account][op.Entry]!.Value);
                break;
        }

        Count++;
        Chain = Fingerprint.Fold(Chain, op.Number);
    }

    private void Add(int account, ModelEntry entry)
    {
        _accounts[account].Add(entry);
        Chains[account] = Fingerprint.Fold(Chains[account], entry.Number);
    }
}
