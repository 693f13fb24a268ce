using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Volumes;

/// <summary>Deals ops: mostly small ones, with bodies of every size up to what one frame can hold.</summary>
internal sealed class OpDeck(Dice dice, int inlineBytesMax)
{
    private const int EntriesGuess = 40;
    private const int LargeFactor = 6;

    private ulong _number;

    public LedgerOp Deal()
    {
        var account = dice.Below(LedgerModel.Accounts);
        var other = dice.Below(LedgerModel.Accounts);
        var entry = dice.Below(EntriesGuess);
        return dice.Below(10) switch
        {
            0 or 1 => New(LedgerVerb.Post, account, account, 0),
            2 => New(LedgerVerb.Pair, account, other, 0),
            3 or 4 or 5 => New(LedgerVerb.Deliver, account, other, BodyBytes()),
            6 or 7 => New(LedgerVerb.Copy, account, other, 0, entry),
            _ => New(LedgerVerb.Drop, account, account, 0, entry),
        };
    }

    /// <summary>One whose body comes in chunks.</summary>
    public LedgerOp DealLarge() =>
        New(LedgerVerb.Deliver, dice.Below(LedgerModel.Accounts), dice.Below(LedgerModel.Accounts), dice.Between(1, LargeFactor * inlineBytesMax));

    private LedgerOp New(LedgerVerb verb, int account, int other, int bodyBytes, int entry = 0) => new(++_number, verb, account, other, entry, bodyBytes);

    private int BodyBytes() => dice.Below(10) switch
    {
        0 => 0,
        1 => inlineBytesMax,
        2 or 3 => dice.Below(inlineBytesMax + 1),
        _ => dice.Below(1500),
    };
}
