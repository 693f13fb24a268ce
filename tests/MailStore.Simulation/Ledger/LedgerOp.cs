using MailStore.Testing.Chance;

namespace MailStore.Simulation.Ledger;

/// <summary>
/// One change to the ledger. All of it follows from its number and these few fields, so a body that was read back is compared
/// with what its number says.
/// </summary>
internal sealed record LedgerOp(ulong Number, LedgerVerb Verb, int Account, int Other, int Entry, int BodyBytes)
{
    public int Parts => Verb == LedgerVerb.Pair ? 2 : 1;

    public byte[] Body() => BodyOf(Number, BodyBytes);

    public static byte[] BodyOf(ulong number, long length)
    {
        var octets = new byte[length];
        Dice.For(number, "body", 0).Fill(octets);
        return octets;
    }
}
