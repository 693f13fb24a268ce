namespace MailStore.Bench.Mixes;

/// <summary>STORE and UID STORE.</summary>
internal static class ImapStoreLines
{
    public static string Make(Dice dice)
    {
        var uid = dice.Percent(85) ? dice.Spell("UID") + " " : "";
        // RFC 7162 §3.1.3
        var modifier = dice.Percent(55) ? $"(UNCHANGEDSINCE {dice.NumberOfDigits(3, 15)}) " : "";
        var mode = dice.Below(10) switch { < 6 => "+", < 9 => "-", _ => "" };
        var silent = dice.Percent(60) ? ".SILENT" : "";
        // RFC 9051 §9, store-att-flags: the parentheses may be missing.
        var flags = dice.Percent(92) ? $"({ImapWords.Flags(dice, 1, 3)})" : ImapWords.Flags(dice, 1, 2);
        return $"{ImapWords.Tag(dice)} {uid}{dice.Spell("STORE")} {ImapWords.Set(dice)} {modifier}{mode}FLAGS{silent} {flags}";
    }
}
