namespace MailStore.Bench.Mixes;

/// <summary>
/// SMTP commands of a server that takes mail from the world. Commands without operands have only as many different
/// lines as their letters have cases, so they are rarer here than on the wire: that makes the mix harder, not easier.
/// </summary>
internal static class SmtpLines
{
    private static readonly string[] _bodies = ["7BIT", "8BITMIME", "BINARYMIME"];

    private static readonly string[] _notify = ["NEVER", "SUCCESS", "FAILURE", "FAILURE,DELAY", "SUCCESS,FAILURE", "SUCCESS,FAILURE,DELAY"];

    private static readonly string[] _bare = ["DATA", "RSET", "QUIT", "NOOP", "STARTTLS", "HELP"];

    private static readonly Weighted[] _commands =
        [
            new(11, static dice => $"{dice.Spell("EHLO")} {Client(dice)}"),
            new(2, static dice => $"{dice.Spell("HELO")} {Words.Domain(dice)}"),
            new(32, Mail),
            new(44, Recipient),
            new(5, static dice => $"{dice.Spell("BDAT")} {dice.NumberOfDigits(2, 7)}{(dice.Percent(60) ? " LAST" : "")}"),
            new(4, static dice => dice.Spell(dice.Pick(_bare))),
            new(1, static dice => $"{dice.Spell("VRFY")} {Words.LocalPart(dice)}"),
            new(1, static dice => $"{dice.Spell("AUTH")} PLAIN {Words.Encoded(dice, 6, 14)}"),
        ];

    public static string Make(Dice dice) => dice.Roll(_commands);

    private static string Mail(Dice dice)
    {
        var line = $"{dice.Spell("MAIL")} {dice.Spell("FROM")}:<{Path(dice, emptyPercent: 6)}>";
        if (dice.Percent(60))
        {
            line += $" SIZE={dice.NumberOfDigits(3, 7)}";
        }

        if (dice.Percent(45))
        {
            line += $" BODY={dice.Pick(_bodies)}";
        }

        if (dice.Percent(10))
        {
            line += " SMTPUTF8";
        }

        if (dice.Percent(7))
        {
            line += $" RET={(dice.Percent(70) ? "HDRS" : "FULL")} ENVID={dice.Letters(Words.Alphanumeric, 6, 14)}+3D{dice.Between(1, 99)}";
        }

        // RFC 4954 §5: the value is xtext, and "<>" says that nobody is known.
        return dice.Percent(6) ? $"{line} AUTH={(dice.Percent(50) ? "<>" : Xtext(Words.Address(dice)))}" : line;
    }

    private static string Recipient(Dice dice)
    {
        var path = Path(dice, emptyPercent: 0);
        var line = $"{dice.Spell("RCPT")} {dice.Spell("TO")}:<{path}>";
        if (dice.Percent(16))
        {
            line += $" NOTIFY={dice.Pick(_notify)}";
        }

        // RFC 3461 §4.2: the address is xtext.
        return dice.Percent(9) ? $"{line} ORCPT=rfc822;{Xtext(path)}" : line;
    }

    private static string Xtext(string text) =>
        text.Replace("+", "+2B", StringComparison.Ordinal).Replace("=", "+3D", StringComparison.Ordinal);

    private static string Path(Dice dice, int emptyPercent)
    {
        if (dice.Percent(emptyPercent))
        {
            return "";
        }

        return dice.Below(50) switch
        {
            0 => $"\"{Words.Person(dice)}.{Words.Person(dice)}\"@{Words.Domain(dice)}",
            1 => $"{Words.LocalPart(dice)}@[192.0.2.{dice.Between(1, 254)}]",
            2 => $"{dice.Letters(Words.Alphanumeric, 12, 24)}-{dice.Between(1, 999)}=example.org@{Words.Domain(dice)}",
            _ => Words.Address(dice),
        };
    }

    private static string Client(Dice dice) => dice.Below(20) switch
    {
        0 => $"[198.51.100.{dice.Between(1, 254)}]",
        1 => $"[IPv6:2001:db8::{dice.Between(1, 9999):x}]",
        < 10 => $"mail-{dice.Letters(Words.Alphanumeric, 3, 6)}.{Words.Domain(dice)}",
        _ => $"{dice.Letters(Words.Alphanumeric, 3, 6)}.{Words.Domain(dice)}",
    };
}
