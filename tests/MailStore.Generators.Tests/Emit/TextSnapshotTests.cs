namespace MailStore.Generators.Tests.Emit;

/// <summary>Emitted code of tokens, numbers and strings: one small grammar a shape.</summary>
public sealed class TextSnapshotTests
{
    [Fact]
    public void A_token_of_one_loop_is_written_in_place() =>
        Match("token-loop", """
            ;@ start value
            ;@ type value struct
            ;@ type word token
            ;@ type blanks token
            value  = word blanks CRLF
            word   = ALPHA *(ALPHA / DIGIT / "-")
            blanks = *SP
            """, "Shared");

    [Fact]
    public void A_token_of_few_states_jumps_between_them() =>
        Match("token-jumps", """
            ;@ start value
            ;@ type value struct
            ;@ type label token
            value = label CRLF
            label = ALPHA [*(ALPHA / "-") ALPHA]
            """, "Words");

    [Fact]
    public void A_token_of_many_states_is_a_table() =>
        Match("token-table", """
            ;@ start value
            ;@ type value struct
            ;@ type stamp token
            value = stamp CRLF
            stamp = 2DIGIT "-" 2DIGIT "-" 4DIGIT 1*(SP 2DIGIT ":" 2DIGIT)
            """, "Words");

    [Fact]
    public void Two_tokens_with_a_sign_behind_each_are_found_together() =>
        Match("pair", """
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
            """, "Shared", "Words");

    [Fact]
    public void Numbers_stop_at_the_digit_that_overflows() =>
        Match("numbers", """
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
            """, "Shared");

    [Fact]
    public void A_quoted_string_searches_for_its_end_when_it_is_long() =>
        Match("quoted", """
            ;@ start value
            ;@ type value struct
            ;@ type name quoted
            value = name CRLF
            name  = DQUOTE *(%x01-09 / %x0B-0C / %x0E-21 / %x23-5B / %x5D-FF / "\" (DQUOTE / "\")) DQUOTE
            """, "Shared");

    [Fact]
    public void A_quoted_string_without_escapes_is_one_run() =>
        Match("quoted-short", """
            ;@ start value
            ;@ type value struct
            ;@ type name quoted
            value = name CRLF
            name  = "'" *ALPHA "'"
            """, "Shared");

    [Fact]
    public void A_counted_string_lies_in_the_frame_or_asks_for_octets() =>
        Match("counted-buffered", """
            ;@ start value
            ;@ type value struct
            ;@ type literal counted size
            ;@ type size u63
            ;@ type now flag
            value   = literal CRLF
            literal = "{" size [now] "}" CRLF *%x01-FF
            size    = 1*DIGIT
            now     = "+"
            """, "Shared", "Types");

    [Fact]
    public void A_streamed_literal_ends_the_frame_and_resumes() =>
        Match("counted-streamed", """
            ;@ start line
            ;@ command put
            ;@ stream body
            ;@ type literal counted size
            ;@ type size u63
            ;@ type name token
            line    = put CRLF
            put     = "PUT" 1*(SP name SP body)
            body    = literal
            literal = "{" size "}" CRLF *%x01-FF
            size    = 1*DIGIT
            name    = 1*ALPHA
            """, "Shared", "Put", "Parser", "Types");

    [Fact]
    public void A_string_is_an_atom_or_quoted_or_counted_or_NIL() =>
        Match("str", """
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
            """, "Shared");

    private static void Match(string name, string grammar, params string[] units) =>
        Snapshot.Match(name, Sample.Clean(grammar), units.Select(unit => $"T.{unit}.g.cs"));
}
