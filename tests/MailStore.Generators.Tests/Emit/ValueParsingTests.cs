namespace MailStore.Generators.Tests.Emit;

/// <summary>What emitted parsers of choices, values, lists and literals say of good and bad frames, to the octet.</summary>
public sealed class ValueParsingTests
{
    [Theory]
    [InlineData("BODY\r\n", "{Item=Body}")]
    [InlineData("body.peek\r\n", "{Item=BodyPeek}")]
    [InlineData("BodyStructure\r\n", "{Item=Bodystructure}")]
    [InlineData("BODYS\r\n", "5: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("BODY.\r\n", "5: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("BODYSTRUCTURES\r\n", "13: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("BO", "2: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("FLAG\r\n", "4: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("FLAGSX\r\n", "5: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("\r\n", "0: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("INTERNALDATE\r\n", "{Item=Internaldate}")]
    [InlineData("INTERNALDATA\r\n", "11: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    [InlineData("UIE\r\n", "2: \"BODY\", \"BODYSTRUCTURE\", \"BODY.PEEK\", \"FLAGS\", \"UID\" or \"INTERNALDATE\"")]
    public void A_keyword_ends_where_a_word_ends(string frame, string expected) => Assert.Equal(expected, Keywords.Parse(frame));

    [Theory]
    [InlineData("SIZE=5\r\n", "{Param={Number=5 Kind=Size}}")]
    [InlineData("SIZE=x\r\n", "5: number")]
    [InlineData("SIZE\r\n", "{Param={Key=SIZE Kind=General}}")]
    [InlineData("SIZES=x\r\n", "{Param={Key=SIZES Text=x Kind=General}}")]
    [InlineData("size=12\r\n", "{Param={Number=12 Kind=Size}}")]
    [InlineData("a=b\r\n", "{Param={Key=a Text=b Kind=General}}")]
    [InlineData("S=b\r\n", "{Param={Key=S Text=b Kind=General}}")]
    [InlineData("SIZE=\r\n", "5: number")]
    [InlineData("SIZ", "3: \"SIZE=\" or key")]
    [InlineData("BODY=8\r\n", "{Param={Key=BODY Text=8 Kind=General}}")]
    public void A_keyword_commits_and_a_longer_word_does_not(string frame, string expected) => Assert.Equal(expected, Params.Parse(frame));

    [Theory]
    [InlineData("a1\r\n", "{Key={Number=1 Kind=A}}")]
    [InlineData("ab-1\r\n", "{Key={Number=1 Kind=Ab}}")]
    [InlineData("a-b\r\n", "{Key={Word=b Kind=Range}}")]
    [InlineData("ab\r\n", "2: \"AB-\"")]
    [InlineData("a--\r\n", "2: word")]
    [InlineData("ab-x\r\n", "3: number")]
    [InlineData("b\r\n", "0: \"A\", \"AB-\" or \"A-\"")]
    [InlineData("abx\r\n", "2: \"AB-\"")]
    public void Nested_choices_try_no_way_twice(string frame, string expected) => Assert.Equal(expected, Choice.Parse(frame));

    [Theory]
    [InlineData("a;;;<x>;;12\r\n", "{Ones=[a] Fours=[{One=x}] Sixes=[1, 2]}")]
    [InlineData("a,b,c; 1 2;A B ;<x><y>;(a  b c);34\r\n", "{Ones=[a, b, c] Twos=[1, 2] Threes=[A, B](A, B) Fours=[{One=x}, {One=y}] Fives=[a, b, c] Sixes=[3, 4]}")]
    [InlineData("a,;;;<x>;;12\r\n", "2: one")]
    [InlineData("a; 256;;<x>;;12\r\n", "5: two, at most 255")]
    [InlineData("a;;A;<x>;;12\r\n", "4: a space")]
    [InlineData("a;;;;;12\r\n", "4: \"<\"")]
    [InlineData("a;;;<x>;(a);12\r\n", "{Ones=[a] Fours=[{One=x}] Fives=[a] Sixes=[1, 2]}")]
    [InlineData("a;;;<x>;(a b c d);12\r\n", "14: \")\"")]
    [InlineData("a;;;<x>;;1\r\n", "10: digit")]
    [InlineData("a;;;<x>;;123\r\n", "11: the end of the line")]
    [InlineData("a;; B A B ;<x>;;12\r\n", "3: \";\"")]
    [InlineData("a;;B A B ;<x>;;12\r\n", "{Ones=[a] Threes=[B, A, B](A, B) Fours=[{One=x}] Sixes=[1, 2]}")]
    public void Lists_are_walked_item_by_item(string frame, string expected) => Assert.Equal(expected, Lists.Parse(frame));

    [Theory]
    [InlineData("1:2\r\n", "{Range=lazy {Low=1 High=2}}")]
    [InlineData("1:4294967296\r\n", "11: high, at most 4294967295")]
    [InlineData("1:\r\n", "2: high")]
    public void A_lazy_value_is_checked_now_and_read_later(string frame, string expected) => Assert.Equal(expected, Lazy.Parse(frame));

    [Theory]
    [InlineData("IS a\r\n", "{Key={Word=a Kind=Is}}")]
    [InlineData("NOT NOT NOT IS a\r\n", "{Key={Keys=[{Keys=[{Keys=[{Word=a Kind=Is}](Is) Kind=Not}](Not, Is) Kind=Not}](Not, Is) Kind=Not}}")]
    [InlineData("NOT NOT NOT NOT IS a\r\n", "16: at most 4 levels of nesting")]
    [InlineData("(((IS a)))\r\n", "{Key={Keys=[{Keys=[{Keys=[{Word=a Kind=Is}](Is) Kind=Key}](Key, Is) Kind=Key}](Key, Is) Kind=Key}}")]
    [InlineData("((((IS a))))\r\n", "4: at most 4 levels of nesting")]
    [InlineData("(IS a (IS b) NOT IS c)\r\n", "{Key={Keys=[{Word=a Kind=Is}, {Keys=[{Word=b Kind=Is}](Is) Kind=Key}, {Keys=[{Word=c Kind=Is}](Is) Kind=Not}](Not, Key, Is) Kind=Key}}")]
    [InlineData("(IS a IS)\r\n", "8: \"IS\" and a space")]
    [InlineData("((IS a) ((IS b)))\r\n", "{Key={Keys=[{Keys=[{Word=a Kind=Is}](Is) Kind=Key}, {Keys=[{Keys=[{Word=b Kind=Is}](Is) Kind=Key}](Key, Is) Kind=Key}](Key, Is) Kind=Key}}")]
    [InlineData("()\r\n", "1: \"NOT\", \"(\" or \"IS\"")]
    [InlineData("NOT", "3: \"NOT\" and a space")]
    public void Nesting_is_allowed_to_its_depth_and_no_further(string frame, string expected) => Assert.Equal(expected, Nested.Parse(frame));

    [Theory]
    [InlineData("(((())))\r\n", "{}")]
    [InlineData("((((()))))\r\n", "4: at most 4 levels of nesting")]
    [InlineData("(()())\r\n", "{}")]
    [InlineData("(()\r\n", "3: \")\"")]
    public void Plain_nesting_is_allowed_to_its_depth_and_no_further(string frame, string expected) => Assert.Equal(expected, Plain.Parse(frame));

    [Theory]
    [InlineData("abc\r\n", "{Text=Atom:abc}")]
    [InlineData("NIL\r\n", "{Text=Nil:NIL}")]
    [InlineData("nil\r\n", "{Text=Nil:nil}")]
    [InlineData("NILS\r\n", "{Text=Atom:NILS}")]
    [InlineData("NI\r\n", "{Text=Atom:NI}")]
    [InlineData("\"a b\"\r\n", "{Text=Quoted:a b}")]
    [InlineData("{3}\r\na\r\n\r\n", "{Text=Literal:a\r\n}")]
    [InlineData("{0}\r\n\r\n", "{Text=Literal:}")]
    [InlineData("{0}\r\n", "literal 0 at 0 point 0 {Text=Streamed}")]
    [InlineData("{3}\r\n", "literal 3 at 0 point 0 {Text=Streamed}")]
    [InlineData("{3}\r\nab\r\n", "8: the end of the line")]
    [InlineData("{3}\r\nab", "7: as many octets as announced, and the rest of the line")]
    [InlineData("{9}\r\nab\r\n", "9: as many octets as announced, and the rest of the line")]
    [InlineData("{4294967296}\r\n", "10: size, at most 4294967295")]
    [InlineData("{18446744073709551615}\r\n", "11: size, at most 4294967295")]
    [InlineData("{4294967295}\r\n", "literal 4294967295 at 0 point 0 {Text=Streamed}")]
    [InlineData("{2}\r\na\0\r\n", "6: as many octets as announced, and the rest of the line")]
    [InlineData("{3}\r", "4: \"}\" and the end of the line")]
    [InlineData("{3\r\n", "2: \"}\" and the end of the line")]
    [InlineData("{}\r\n", "1: size")]
    [InlineData("{2}\r\nabc\r\n", "7: the end of the line")]
    [InlineData("1\r\n", "0: string, quoted, literal or \"NIL\"")]
    public void A_string_is_what_its_first_octet_says(string frame, string expected) => Assert.Equal(expected, Text.Parse(frame));

    [Theory]
    [InlineData("STORE\r\n", "{}")]
    [InlineData("STORE.SILENT\r\n", "{Silent=True}")]
    [InlineData("STORE.SILEN\r\n", "11: \".SILENT\"")]
    [InlineData("STORES\r\n", "5: the end of the line")]
    public void A_flag_is_there_or_not(string frame, string expected) => Assert.Equal(expected, Flags.Parse(frame));

    [Theory]
    [InlineData("attachment\r\n", "{Way={Kind=Attachment}}")]
    [InlineData("attachment(x\r\n", "{Way={Kind=Attachment}}")]
    [InlineData("Inline((\r\n", "{Way={Kind=Inline}}")]
    [InlineData("attachments(\r\n", "{Way={Kind=Other Text=attachments}}")]
    [InlineData("attach(ment\r\n", "{Way={Kind=Other Text=attach}}")]
    public void A_keyword_is_whole_where_only_what_follows_could_go_on(string frame, string expected) => Assert.Equal(expected, Ways.Parse(frame));

    private static readonly string _local40 = new('l', 40);

    private static readonly string _host61 = string.Concat(Enumerable.Repeat("h-h.", 15)) + "h";

    public static TheoryData<string, string> Boxes => new()
    {
        { "<a@b>\r\n", "{Box={Local=Atom:a Host=b}}" },
        { "<a.b@c.d>\r\n", "{Box={Local=Atom:a.b Host=c.d}}" },
        { "<\"a@b\"@c>\r\n", "{Box={Local=Quoted:a@b Host=c}}" },
        { $"<{_local40}@h>\r\n", $"{{Box={{Local=Atom:{_local40} Host=h}}}}" },
        { $"<a@{_host61}>\r\n", $"{{Box={{Local=Atom:a Host={_host61}}}}}" },
        { $"<ab@{_host61}>\r\n", $"{{Box={{Local=Atom:ab Host={_host61}}}}}" },
        { $"<{_local40}@{_host61}>\r\n", $"{{Box={{Local=Atom:{_local40} Host={_host61}}}}}" },
        { "<a@b--c>\r\n", "{Box={Local=Atom:a Host=b--c}}" },
        { "<@b>\r\n", "1: string or quoted" },
        { "<a@>\r\n", "3: host" },
        { "<a@.b>\r\n", "3: host" },
        { "<a@-b>\r\n", "3: host" },
        { "<a@b..c>\r\n", "5: host" },
        { "<a@b.-c>\r\n", "5: host" },
        { "<a@b->\r\n", "5: host" },
        { "<a@b.>\r\n", "5: host" },
        { "<a@b-.c>\r\n", "5: host" },
        { "<a@b@c>\r\n", "4: \">\" and the end of the line" },
        { "<a>b@c>\r\n", "2: \"@\"" },
        { "<a@b\r\n", "4: \">\" and the end of the line" },
        { "<a\r\n@b>\r\n", "2: \"@\"" },
        { "<a@b 1>\r\n", "4: \">\" and the end of the line" },
    };

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Two_tokens_are_read_together_as_they_are_one_by_one(string frame, string expected) => Assert.Equal(expected, Box.Parse(frame));

    [Theory]
    [InlineData("8 7 1999 MAR\r\n", "{Year=1999 Day=8 Hour=7 Month=Mar}")]
    [InlineData("31 23 0042 dec\r\n", "{Year=42 Day=31 Hour=23 Month=Dec}")]
    [InlineData("311 1 1999 MAR\r\n", "2: a space")]
    [InlineData("x 1 1999 MAR\r\n", "0: day")]
    [InlineData("1 x 1999 MAR\r\n", "2: hour")]
    [InlineData("1 1 199 MAR\r\n", "7: year")]
    [InlineData("1 1 19999 MAR\r\n", "8: a space")]
    [InlineData("1 1 1999 MAY\r\n", "11: \"MAR\"")]
    [InlineData("1 1 1999 DECE\r\n", "12: the end of the line")]
    public void Digits_and_words_of_fixed_length_are_read_at_once(string frame, string expected) => Assert.Equal(expected, Dates.Parse(frame));

    private static Emitted Box { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type box struct
        ;@ type local str
        ;@ type quoted quoted
        ;@ type host token
        value  = "<" box ">" CRLF
        box    = local "@" host
        local  = 1*(ALPHA / ".") / quoted
        quoted = DQUOTE *%x23-7E DQUOTE
        host   = label *("." label)
        label  = ALPHA *(*"-" ALPHA)
        """);

    private static Emitted Dates { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type day u8
        ;@ type hour u8
        ;@ type year u16
        ;@ type month enum
        value = day SP hour SP year SP month CRLF
        day   = 1*2DIGIT
        hour  = 1*2DIGIT
        year  = 4DIGIT
        month = "MAR" / "DEC" / "JUN"
        """);

    private static Emitted Keywords { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type item enum
        value = item CRLF
        item  = "BODY" / "BODYSTRUCTURE" / "BODY.PEEK" / "FLAGS" / "UID" / "INTERNALDATE"
        """);

    private static Emitted Params { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type param union
        ;@ commit param
        ;@ type number u32
        ;@ type key token
        ;@ type text token
        value   = param CRLF
        param   = size / general
        size    = "SIZE=" number
        number  = 1*DIGIT
        general = key ["=" text]
        key     = 1*(ALPHA / DIGIT)
        text    = 1*(ALPHA / DIGIT)
        """);

    private static Emitted Ways { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type way enum
        ;@ commit way
        value = way rest CRLF
        way   = "inline" / "attachment" / 1*ALPHA
        rest  = *(ALPHA / "(")
        """);

    private static Emitted Choice { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type key union
        ;@ type word token
        ;@ type number u8
        value  = key CRLF
        key    = "a" number / "ab-" number / range
        range  = "a-" word
        word   = 1*ALPHA
        number = 1*DIGIT
        """);

    private static Emitted Lists { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type one token
        ;@ type two u8
        ;@ type three enum
        ;@ type four struct
        ;@ type five token
        ;@ type six token
        value = one *("," one) ";" *(SP two) ";" *(three SP) ";" 1*four ";" ["(" five *2(1*SP five) ")"] ";" 2six CRLF
        one   = 1*ALPHA
        two   = 1*DIGIT
        three = "A" / "B"
        four  = "<" one ">"
        five  = 1*ALPHA
        six   = DIGIT
        """);

    private static Emitted Lazy { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type range struct lazy
        ;@ type low u32
        ;@ type high u32
        value = range CRLF
        range = low ":" high
        low   = 1*DIGIT
        high  = 1*DIGIT
        """);

    private static Emitted Nested { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type key union
        ;@ type word token
        ;@ depth key 4
        value = key CRLF
        key   = "NOT" SP key / "(" key *(SP key) ")" / "IS" SP word
        word  = 1*ALPHA
        """);

    private static Emitted Plain { get; } = Emitted.Of("""
        ;@ start value
        ;@ depth nest 4
        ;@ type value struct
        value = nest CRLF
        nest  = "(" *nest ")"
        """);

    private static Emitted Text { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type text str
        ;@ type quoted quoted
        ;@ type literal counted size
        ;@ type size u32
        ;@ commit text
        value   = text CRLF
        text    = 1*ALPHA / quoted / literal / "NIL"
        quoted  = DQUOTE *(%x20-21 / %x23-7E) DQUOTE
        literal = "{" size "}" CRLF *%x01-FF
        size    = 1*DIGIT
        """);

    private static Emitted Flags { get; } = Emitted.Of("""
        ;@ start value
        ;@ type value struct
        ;@ type silent flag
        value  = "STORE" [silent] CRLF
        silent = ".SILENT"
        """);
}
