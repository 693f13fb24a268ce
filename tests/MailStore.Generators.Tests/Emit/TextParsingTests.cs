namespace MailStore.Generators.Tests.Emit;

/// <summary>What emitted parsers of tokens, numbers and strings say of good and bad frames, to the octet.</summary>
public sealed class TextParsingTests
{
    [Theory]
    [InlineData("ab1-c  \r\n", "{Word=ab1-c Blanks=  }")]
    [InlineData("a\r\n", "{Word=a Blanks=}")]
    [InlineData("", "0: word")]
    [InlineData("\r\n", "0: word")]
    [InlineData("1a\r\n", "0: word")]
    [InlineData("a\n", "1: the end of the line")]
    [InlineData("a\r", "2: the end of the line")]
    [InlineData("a", "1: the end of the line")]
    [InlineData("a\0\r\n", "1: the end of the line")]
    [InlineData("\0", "0: word")]
    [InlineData("a\r\nb\r\n", "3: nothing more")]
    [InlineData("a \u00e9\r\n", "2: the end of the line")]
    public void A_loop_takes_all_it_can(string frame, string expected) => Assert.Equal(expected, Loop.Parse(frame));

    [Theory]
    [InlineData("a-b\r\n", "{Label=a-b}")]
    [InlineData("a--b-c\r\n", "{Label=a--b-c}")]
    [InlineData("a-b-.\r\n", "4: label")]
    [InlineData("a-\r\n", "2: label")]
    [InlineData("-a\r\n", "0: label")]
    [InlineData("a.\r\n", "1: the end of the line")]
    public void A_token_that_could_go_on_ends_where_it_last_could(string frame, string expected) => Assert.Equal(expected, Label.Parse(frame));

    [Theory]
    [InlineData("a-b-.c\r\n", "{Label=a-b Rest=-.c}")]
    [InlineData("a-b-!x\r\n", "4: label")]
    [InlineData("a-b-\r\n", "4: label")]
    [InlineData("a-b\r\n", "{Label=a-b}")]
    public void What_follows_a_token_begins_where_it_ends(string frame, string expected) => Assert.Equal(expected, Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type label token
        ;@ type rest token
        value = label [rest] CRLF
        label = ALPHA [*(ALPHA / "-") ALPHA]
        rest  = "-." 1*ALPHA
        """).Parse(frame));

    [Theory]
    [InlineData("01-02-2003 04:05 06:07\r\n", "{Stamp=01-02-2003 04:05 06:07}")]
    [InlineData("01-02-2003 04:05 06:0\r\n", "21: stamp")]
    [InlineData("01-02-2003\r\n", "10: stamp")]
    [InlineData("01/02\r\n", "2: stamp")]
    public void A_table_says_where_a_token_breaks(string frame, string expected) => Assert.Equal(expected, Stamp.Parse(frame));

    [Theory]
    [InlineData("255 65535 4294967295 1 9223372036854775807 18446744073709551615 2024", "{Size=9223372036854775807 Wide=18446744073709551615 Number=4294967295 Nz=1 Word=65535 Year=2024 Small=255}")]
    [InlineData("256 1 1 1 1 1 2024", "2: small, at most 255")]
    [InlineData("2550 1 1 1 1 1 2024", "3: small, at most 255")]
    [InlineData("1 65536 1 1 1 1 2024", "6: word, at most 65535")]
    [InlineData("1 00001 1 1 1 1 2024", "{Size=1 Wide=1 Number=1 Nz=1 Word=1 Year=2024 Small=1}")]
    [InlineData("1 000001 1 1 1 1 2024", "7: a space")]
    [InlineData("1 1 4294967296 1 1 1 2024", "13: number, at most 4294967295")]
    [InlineData("1 1 42949672950 1 1 1 2024", "14: number, at most 4294967295")]
    [InlineData("1 1 * 1 1 1 2024", "{Size=1 Wide=1 Number=4294967295 Nz=1 Word=1 Year=2024 Small=1}")]
    [InlineData("1 1 x 1 1 1 2024", "4: number or \"*\"")]
    [InlineData("1 1 1 0 1 1 2024", "6: nz")]
    [InlineData("1 1 1 4294967296 1 1 2024", "15: nz, at most 4294967295")]
    [InlineData("1 1 1 1 9223372036854775808 1 2024", "26: size, at most 9223372036854775807")]
    [InlineData("1 1 1 1 99999999999999999999999 1 2024", "26: size, at most 9223372036854775807")]
    [InlineData("1 1 1 1 1 18446744073709551616 2024", "29: wide, at most 18446744073709551615")]
    [InlineData("1 1 1 1 1 00000000000000000000000000018446744073709551615 2024", "{Size=1 Wide=18446744073709551615 Number=1 Nz=1 Word=1 Year=2024 Small=1}")]
    [InlineData("1 1 1 1 1 1 202", "15: year")]
    [InlineData("1 1 1 1 1 1 20245", "16: the end of the line")]
    public void A_number_fails_at_the_digit_that_overflows(string line, string expected) => Assert.Equal(expected, Numbers.Parse(line + "\r\n"));

    [Theory]
    [InlineData("\"\"\r\n", "{Name=Quoted:}")]
    [InlineData("\"a b\"\r\n", "{Name=Quoted:a b}")]
    [InlineData("\"a\\\"b\\\\\"\r\n", "{Name=Escaped:a\\\"b\\\\}")]
    [InlineData("\"0123456789012345678901234567890123456789\"\r\n", "{Name=Quoted:0123456789012345678901234567890123456789}")]
    [InlineData("\"0123456789012345678901234567890\\\\123456789\"\r\n", "{Name=Escaped:0123456789012345678901234567890\\\\123456789}")]
    [InlineData("\"a\\b\"\r\n", "3: an octet that may be escaped")]
    [InlineData("\"a\r\n", "2: the rest of a quoted string")]
    [InlineData("\"01234567890123456789\r\n", "21: the rest of a quoted string")]
    [InlineData("\"01234567890123456789\0\"\r\n", "21: the rest of a quoted string")]
    [InlineData("\"012345678901234", "16: the rest of a quoted string")]
    [InlineData("\"0123456789012345", "17: the rest of a quoted string")]
    [InlineData("\"01234567890123456789", "21: the rest of a quoted string")]
    [InlineData("\"a\\", "3: an octet that may be escaped")]
    [InlineData("a\r\n", "0: name")]
    [InlineData("\"a\"b\r\n", "3: the end of the line")]
    public void A_quoted_string_ends_at_its_quote(string frame, string expected) => Assert.Equal(expected, Quoted.Parse(frame));

    private static Emitted Loop { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type word token
        ;@ type blanks token
        value  = word blanks CRLF
        word   = ALPHA *(ALPHA / DIGIT / "-")
        blanks = *SP
        """);

    private static Emitted Label { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type label token
        value = label CRLF
        label = ALPHA [*(ALPHA / "-") ALPHA]
        """);

    private static Emitted Stamp { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type stamp token
        value = stamp CRLF
        stamp = 2DIGIT "-" 2DIGIT "-" 4DIGIT 1*(SP 2DIGIT ":" 2DIGIT)
        """);

    private static Emitted Numbers { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type small u8
        ;@ type word u16
        ;@ type number u32 "*"=max
        ;@ type nz u32
        ;@ type size u63
        ;@ type wide u64
        ;@ type year u16
        value  = small SP word SP number SP nz SP size SP wide SP year CRLF
        small  = 1*DIGIT
        word   = 1*5DIGIT
        number = 1*DIGIT / "*"
        nz     = %x31-39 *DIGIT
        size   = 1*DIGIT
        wide   = 1*DIGIT
        year   = 4DIGIT
        """);

    private static Emitted Quoted { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type name quoted
        value = name CRLF
        name  = DQUOTE *(%x01-09 / %x0B-0C / %x0E-21 / %x23-5B / %x5D-FF / "\" (DQUOTE / "\")) DQUOTE
        """);
}
