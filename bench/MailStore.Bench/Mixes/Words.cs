namespace MailStore.Bench.Mixes;

/// <summary>What people call things: the operands of all mixes.</summary>
internal static class Words
{
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";
    public const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly string[] _given =
        ["anna", "ben", "chloe", "dmitri", "elif", "farid", "greta", "hiro", "ines", "jonas", "katya", "liam", "mei", "noor", "olga", "pavel"];

    private static readonly string[] _family =
        ["smith", "garcia", "mueller", "tanaka", "ivanova", "okafor", "rossi", "dubois", "novak", "silva", "kowalski", "lindqvist"];

    private static readonly string[] _domains =
        [
            "example.com", "example.org", "mail.example.net", "lists.example.org", "uni-example.edu", "shop.example.co.uk",
            "bounce.news.example.com", "corp.example", "mx1.example.net", "example.de",
        ];

    private static readonly string[] _subjects =
        [
            "invoice", "meeting notes", "re: holiday", "quarterly report", "your order", "build failed", "lunch?", "contract draft",
            "password reset", "weekly digest", "minutes of tuesday", "offer",
        ];

    public static string LocalPart(Dice dice) => dice.Below(6) switch
    {
        0 => dice.Pick(_given),
        1 => $"{dice.Pick(_given)}.{dice.Pick(_family)}",
        2 => $"{dice.Pick(_given)}{dice.Between(1, 99)}",
        3 => $"{dice.Pick(_family)}-{dice.Letters(Alphanumeric, 2, 6)}",
        4 => $"{dice.Pick(_given)[0]}{dice.Pick(_family)}",
        _ => $"{dice.Pick(_given)}+{dice.Letters(Lower, 3, 8)}",
    };

    public static string Domain(Dice dice) => dice.Percent(70) ? dice.Pick(_domains) : $"{dice.Letters(Alphanumeric, 4, 10)}.{dice.Pick(_domains)}";

    public static string Address(Dice dice) => $"{LocalPart(dice)}@{Domain(dice)}";

    public static string Person(Dice dice) => dice.Percent(50) ? dice.Pick(_given) : dice.Pick(_family);

    public static string Subject(Dice dice) => dice.Pick(_subjects);

    public static string MessageId(Dice dice) => $"<{dice.Letters(Alphanumeric, 8, 24)}@{Domain(dice)}>";

    /// <summary>Base64 that decodes: four characters a quantum, perhaps padded.</summary>
    public static string Encoded(Dice dice, int minQuanta, int maxQuanta)
    {
        var text = dice.Letters(Base64, 4 * minQuanta, 4 * maxQuanta);
        text = text[..(text.Length & ~3)];
        return dice.Below(3) switch
        {
            0 => text,
            1 => text + dice.Letters(Base64, 2, 2) + "A=",
            _ => text + dice.Letters(Base64, 1, 1) + "A==",
        };
    }
}
