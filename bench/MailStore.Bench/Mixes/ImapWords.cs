namespace MailStore.Bench.Mixes;

/// <summary>The operands that several IMAP commands share.</summary>
internal static class ImapWords
{
    public static readonly string[] Keywords = ["$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "$Phishing", "NonJunk", "Junk", "$Label1", "$Label4", "Old", "Work"];

    private static readonly string[] _systemFlags = ["\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"];

    private static readonly string[] _months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly string[] _folders =
        [
            "INBOX", "INBOX", "INBOX", "Drafts", "Sent", "Trash", "Archive", "Junk", "INBOX.Sent", "Archive/2023", "Archive/2024/Q3",
            "\"Sent Items\"", "\"Deleted Items\"", "\"[Gmail]/All Mail\"", "\"Junk E-mail\"", "Lists/ietf-imapext", "\"Projects/Mail Store\"",
            "Entw&APw-rfe", "\"Clients/A&AOk-ro GmbH\"", "inbox",
        ];

    /// <summary>Numbering styles seen from clients: A0001, 12, a7, 3.14, kx4d.</summary>
    public static string Tag(Dice dice) => dice.Below(10) switch
    {
        < 4 => $"A{dice.Between(0, 9999):D4}",
        < 6 => $"{dice.Between(1, 99999)}",
        < 8 => $"a{dice.Between(1, 9999)}",
        8 => $"{dice.Between(1, 40)}.{dice.Between(1, 900)}",
        _ => dice.Letters(Words.Alphanumeric, 4, 6),
    };

    public static string Set(Dice dice)
    {
        switch (dice.Below(20))
        {
            case < 7:
                return dice.NumberOfDigits(1, 6).ToString();
            case < 10:
                return $"{dice.NumberOfDigits(1, 6)}:*";
            case < 11:
                return "1:*";
            case < 15:
                var from = dice.NumberOfDigits(2, 6);
                return $"{from}:{from + dice.Between(1, 500)}";
            default:
                return List(dice);
        }
    }

    public static string Mailbox(Dice dice) =>
        dice.Percent(75) ? dice.Pick(_folders) : $"Users/{dice.Letters(Words.Lower, 3, 9)}{(dice.Percent(40) ? "/Sent" : "")}";

    public static string Flag(Dice dice) => dice.Percent(70) ? dice.Pick(_systemFlags) : dice.Pick(Keywords);

    /// <summary>Without parentheses. Several different flags, system flags first.</summary>
    public static string Flags(Dice dice, int min, int max)
    {
        var flags = dice.Some(_systemFlags, min, max);
        flags.AddRange(dice.Some(Keywords, 0, Math.Max(0, max - flags.Count)));
        return string.Join(' ', flags);
    }

    // RFC 9051 §9, date: one or two digits, and it may be quoted.
    public static string Date(Dice dice)
    {
        var date = $"{dice.Between(1, 28)}-{dice.Pick(_months)}-{dice.Between(2003, 2026)}";
        return dice.Percent(10) ? $"\"{date}\"" : date;
    }

    // RFC 9051 §9, date-time: a day of one digit has a space before it.
    public static string DateTime(Dice dice) =>
        $"\"{dice.Between(1, 28),2}-{dice.Pick(_months)}-{dice.Between(2003, 2026)} {dice.Below(24):D2}:{dice.Below(60):D2}:{dice.Below(60):D2} " +
        $"{(dice.Percent(50) ? '+' : '-')}{dice.Between(0, 11):D2}{(dice.Percent(85) ? "00" : "30")}\"";

    private static string List(Dice dice)
    {
        var at = dice.NumberOfDigits(1, 5);
        var parts = new List<string>();
        for (var n = dice.Between(2, 7); n > 0; n--)
        {
            var end = at + dice.Between(1, 30);
            parts.Add(dice.Percent(35) ? $"{at}:{end}" : $"{at}");
            at = end + dice.Between(1, 90);
        }

        return string.Join(',', parts);
    }
}
