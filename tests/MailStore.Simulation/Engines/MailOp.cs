using MailStore.Testing.Chance;

namespace MailStore.Simulation.Engines;

/// <summary>One operation on a store, whichever it is: the seed decides what the verb leaves open, from what the store shows.</summary>
internal sealed record MailOp(MailVerb Verb, int Account, string Box, string Other, ulong Seed)
{
    public static MailOp Deal(Dice dice, int accounts)
    {
        var verb = dice.Below(30) switch
        {
            < 9 => MailVerb.Append,
            < 11 => MailVerb.AppendSome,
            < 16 => MailVerb.Flags,
            16 => MailVerb.FlagsIfUnchanged,
            < 20 => MailVerb.Expunge,
            < 22 => MailVerb.Copy,
            < 24 => MailVerb.Move,
            < 26 => MailVerb.Create,
            26 => MailVerb.Delete,
            27 => MailVerb.Rename,
            28 => MailVerb.Subscribe,
            _ => MailVerb.Deliver,
        };
        return new(verb, dice.Below(accounts), BoxOf(dice), BoxOf(dice), dice.Next());
    }

    private static string BoxOf(Dice dice) => dice.Pick(["INBOX", "INBOX", "a", "b", "a/x", "a/y", "c/d/e"]);
}
