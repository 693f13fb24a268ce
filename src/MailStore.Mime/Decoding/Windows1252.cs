namespace MailStore.Mime.Decoding;

/// <summary>What a single octet means where nothing else is known: each has a meaning, so nothing is lost.</summary>
internal static class Windows1252
{
    private const string Controls =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    public static char ToChar(byte octet) => octet is >= 0x80 and < 0xA0 ? Controls[octet - 0x80] : (char)octet;
}
