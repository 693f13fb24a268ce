namespace MailStore.Bench.Mixes;

/// <summary>POP3 commands. What was said of commands without operands in <see cref="SmtpLines"/> goes for these too.</summary>
internal static class Pop3Lines
{
    private static readonly string[] _bare = ["STAT", "LIST", "UIDL", "CAPA", "QUIT", "NOOP", "RSET", "STLS"];

    private static readonly string[] _lines = ["0", "0", "1", "10", "20", "50", "100"];

    private static readonly Weighted[] _commands =
        [
            new(10, static dice => $"{dice.Spell("USER")} {(dice.Percent(60) ? Words.Address(dice) : Words.LocalPart(dice))}"),
            // RFC 1939 §7: a password may hold spaces.
            new(10, static dice => $"{dice.Spell("PASS")} {Words.Person(dice)}{dice.Letters("!#$%&? ", 1, 3)}{dice.Letters(Words.Alphanumeric, 3, 9)}"),
            new(32, static dice => $"{dice.Spell("RETR")} {dice.NumberOfDigits(1, 5)}"),
            new(22, static dice => $"{dice.Spell("DELE")} {dice.NumberOfDigits(1, 5)}"),
            new(8, static dice => $"{dice.Spell("TOP")} {dice.NumberOfDigits(1, 5)} {dice.Pick(_lines)}"),
            new(6, static dice => $"{dice.Spell("LIST")} {dice.NumberOfDigits(1, 5)}"),
            new(6, static dice => $"{dice.Spell("UIDL")} {dice.NumberOfDigits(1, 5)}"),
            new(2, static dice => $"{dice.Spell("APOP")} {Words.LocalPart(dice)} {dice.Letters("0123456789abcdef", 32, 32)}"),
            new(4, static dice => dice.Spell(dice.Pick(_bare))),
        ];

    public static string Make(Dice dice) => dice.Roll(_commands);
}
