using System.Text;

namespace MailStore.Syntax.Tests.Fuzz;

/// <summary>Inputs that have broken other parsers: sizes at the edges, ends in odd places, nesting, length.</summary>
internal static class NastyFrames
{
    private const int Deep = 10_000;
    private const int Short = 1 << 12;
    private const int Long = 1 << 20;

    private static readonly string[] Lines =
    [
        "", "\r", "\n", "\r\n", "\r\n\r\n", " ", " \r\n", "\0", "\0\r\n", "a", "a ", "a b", "a\r", "a \r", "a NOOP\r", "a NOOP\n", "NOOP\r", "NOOP\n", "a NOOP\r\r\n",
        "a LOGIN {0}\r\n", "a LOGIN {0}\r\n {0}\r\n\r\n", "a LOGIN {0}", "a LOGIN {0}\r", "a LOGIN {", "a LOGIN {\r\n", "a LOGIN {}\r\n", "a LOGIN {1", "a LOGIN {1}\r\n",
        "a LOGIN {18446744073709551615}\r\n", "a LOGIN {18446744073709551616}\r\n", "a LOGIN {9223372036854775807}\r\n", "a LOGIN {9223372036854775808}\r\n",
        "a LOGIN {2147483647}\r\nxx\r\n", "a LOGIN {2147483648}\r\nxx\r\n", "a LOGIN {4294967295}\r\nxx\r\n", "a LOGIN {4294967296}\r\nxx\r\n",
        "a LOGIN {9223372036854775807}\r\nxx\r\n", "a LOGIN {100}\r\nxx\r\n", "a LOGIN {2+}\r\nxx {2+}\r\nyy\r\n", "a LOGIN {3}\r\nx\r\n", "a LOGIN {2}\r\nx\r\n",
        "a APPEND x {18446744073709551615}\r\n", "a APPEND x ~{0}\r\n", "a APPEND x {9223372036854775807}\r\n", "a APPEND x UTF8 (~{3}\r\n", "a APPEND x {3}\r\nabc\r\n",
        "a SEARCH CHARSET UTF-8 TEXT {12}\r\n", "a SEARCH UID 4294967295:*\r\n", "a SEARCH UID 4294967296\r\n", "a FETCH 1:* BODY[1.2.3.4.5.6.7.8.9.10]<0.1>\r\n",
        "MAIL FROM:<", "MAIL FROM:<>", "MAIL FROM:<\"\\", "MAIL FROM:<\"\\\r\n", "MAIL FROM:<a@[IPv6:", "BDAT 18446744073709551615 LAST\r\n", "BDAT 9999999999999999999\r\n",
        "RETR 4294967296\r\n", "APOP a 0123456789abcdef0123456789abcdef\r\n", "=?", "=?utf-8?Q?", "=?utf-8?Q?=", "<", "\"", "\"\\", "(", "a@", "a@[", ";", "text/plain; a=\"", "text/plain; a*0*=",
    ];

    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. Lines.Select(Encoding.Latin1.GetBytes),
        .. Nested("a SEARCH ", "(", "ALL", ")"),
        .. Nested("a SEARCH ", "NOT ", "ALL", ""),
        .. Nested("a SEARCH ", "OR ALL ", "ALL", ""),
        .. Nested("a SEARCH ", "FUZZY ", "ALL", ""),
        .. Nested("a SELECT x (Y (", "(", "z", ")"),
        .. Nested("a THREAD (", "(", "", ")"),
        .. Nested("", "(", "x", ")"),
        .. Nested("a@b ", "(", "x", ")"),
        .. Nested("text/plain ", "(", "", ")"),
        .. Nested("<", "(", "", ")"),
        .. Repeated("a FETCH ", "1,", "1 UID"), .. Repeated("a UID STORE 1 FLAGS (", "\\Seen ", "$x)"), .. Repeated("a LOGIN \"", "\\\\", "\" x"),
        .. Repeated("a LOGIN ", "x", " y"), .. Repeated("a LOGIN \"", "\u00E9", "\" y"), .. Repeated("a SEARCH ", "ALL ", "ALL"), .. Repeated("", "1", ""),
        .. Repeated("MAIL FROM:<", "a", "@b>"), .. Repeated("MAIL FROM:<a@", "b.", "c>"), .. Repeated("MAIL FROM:<\"", "\\\"", "\"@c>"), .. Repeated("NOOP ", "x", ""),
        .. Repeated("RCPT TO:<", "@a,", "@a:b@c>"), .. Repeated("BDAT ", "0", "1"), .. Repeated("PASS ", "x ", "x"), .. Repeated("RETR ", "0", "1"), .. Repeated("AUTH X ", "AAAA", "AA=="),
        .. Repeated("", "a@b,", "c"), .. Repeated("", "=?a?b?c?= ", "x"), .. Repeated("", "<a@b> ", "<c>"), .. Repeated("", " ", "x"), .. Repeated("", "\r\n ", "x"),
        .. Repeated("text/plain", "; a=b", ";"), .. Repeated("", "\0", ""), .. Repeated("", "\u00FF", ""), .. Repeated("", "\r", ""), .. Repeated("", "\n", ""), .. Repeated("", "AAAA", "AA=="),
    ];

    private static IEnumerable<byte[]> Nested(string head, string open, string core, string close)
    {
        foreach (var depth in new[] { 7, 8, 9, 31, 32, 33, 34, Deep })
        {
            var text = head + string.Concat(Enumerable.Repeat(open, depth)) + core + string.Concat(Enumerable.Repeat(close, depth));
            yield return Encoding.Latin1.GetBytes(text + "\r\n");
            yield return Encoding.Latin1.GetBytes(head + string.Concat(Enumerable.Repeat(open, depth)));
        }
    }

    private static IEnumerable<byte[]> Repeated(string head, string part, string end)
    {
        foreach (var length in new[] { Short, Long })
        {
            var middle = string.Concat(Enumerable.Repeat(part, length / part.Length));
            yield return Encoding.Latin1.GetBytes(head + middle + end + "\r\n");
            if (length == Short)
            {
                yield return Encoding.Latin1.GetBytes(head + middle);
            }
        }
    }
}
