namespace MailStore.Bench.Mixes;

/// <summary>What has one operand or none: the chatter between the real commands.</summary>
internal static class ImapSimpleLines
{
    private static readonly Weighted[] _commands =
        [
            new(18, static dice => dice.Spell("NOOP")),
            new(20, static dice => dice.Spell("IDLE")),
            new(20, static dice => $"{dice.Spell("SELECT")} {ImapWords.Mailbox(dice)}"),
            new(6, static dice => $"{dice.Spell("EXAMINE")} {ImapWords.Mailbox(dice)}"),
            new(22, Login),
            new(5, static dice => dice.Spell("CAPABILITY")),
            new(4, static dice => dice.Spell("LOGOUT")),
            new(3, static dice => dice.Spell("CLOSE")),
            new(2, static dice => dice.Spell("CHECK")),
            new(3, static dice => dice.Spell("EXPUNGE")),
            new(2, static dice => dice.Spell("UNSELECT")),
            new(2, static dice => dice.Spell("NAMESPACE")),
            new(1, static dice => dice.Spell("STARTTLS")),
        ];

    public static string Make(Dice dice) => $"{ImapWords.Tag(dice)} {dice.Roll(_commands)}";

    private static string Login(Dice dice)
    {
        var user = dice.Percent(60) ? $"\"{Words.Address(dice)}\"" : Words.LocalPart(dice);
        var password = dice.Percent(75) ? $"\"{dice.Letters(Words.Alphanumeric + "!#$%&? ", 8, 14)}\"" : dice.Letters(Words.Alphanumeric, 8, 12);
        return $"{dice.Spell("LOGIN")} {user} {password}";
    }
}
