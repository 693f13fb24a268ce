namespace MailStore.Bench.Mixes;

/// <summary>The line of an APPEND up to its message: it ends in a literal's header (RFC 9051 §6.3.12, RFC 7888 for the "+").</summary>
internal static class ImapAppendLines
{
    public static string Make(Dice dice)
    {
        var flags = dice.Percent(85) ? $"({ImapWords.Flags(dice, 1, 2)}) " : "";
        var date = dice.Percent(70) ? ImapWords.DateTime(dice) + " " : "";
        return $"{ImapWords.Tag(dice)} {dice.Spell("APPEND")} {ImapWords.Mailbox(dice)} {flags}{date}{{{dice.NumberOfDigits(3, 7)}{(dice.Percent(55) ? "+" : "")}}}";
    }
}
