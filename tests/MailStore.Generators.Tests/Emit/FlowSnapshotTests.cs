namespace MailStore.Generators.Tests.Emit;

/// <summary>Emitted code of choices, dialogues and commands: one small grammar a shape.</summary>
public sealed class FlowSnapshotTests
{
    [Fact]
    public void Keywords_are_told_apart_by_one_look() =>
        Match("keywords", """
            ;@ start value
            ;@ type value struct
            ;@ type item enum
            ;@ commit item
            value = item CRLF
            item  = "BODY" / "BODYSTRUCTURE" / "BODY.PEEK" / "FLAGS" / "UID" / "INTERNALDATE"
            """, "Shared");

    [Fact]
    public void A_choice_is_made_by_the_first_octet() =>
        Match("octets", """
            ;@ start value
            ;@ type value struct
            ;@ type key union
            ;@ type word token
            ;@ type number u8
            ;@ name key "*"=All "("=InParens
            value  = key CRLF
            key    = word / number / "*" / "(" word ")"
            word   = 1*ALPHA
            number = 1*DIGIT
            """, "Shared");

    [Fact]
    public void A_choice_looks_as_far_as_it_must() =>
        Match("lookahead", """
            ;@ start value
            ;@ type value struct
            ;@ type key union
            ;@ type word token
            ;@ type number u8
            value  = key CRLF
            key    = "a" word / "ab-" number / range
            range  = "a-" word
            word   = 1*ALPHA
            number = 1*DIGIT
            """, "Shared");

    [Fact]
    public void A_dialogue_has_a_parser_for_each_line() =>
        Match("dialogue", """
            ;@ start line
            ;@ command auth
            ;@ dialogue auth
            ;@ type word token
            line   = auth CRLF
            auth   = "AUTH" SP word *(CRLF answer)
            answer = word / "*"
            word   = 1*ALPHA
            """, "Shared", "Auth", "Parser", "Types");

    [Fact]
    public void Commands_share_one_value() =>
        Match("commands", """
            ;@ start line
            ;@ command noop
            ;@ command move in Selected
            ;@ command fetch in Selected
            ;@ type tag token
            ;@ type uid flag
            ;@ type name token
            ;@ type number u32
            line   = tag SP (noop / move / [uid] fetch) CRLF
            uid    = "UID" SP
            tag    = 1*DIGIT
            noop   = "NOOP"
            move   = "MOVE" SP number SP name
            fetch  = "FETCH" SP number *("," number)
            name   = 1*ALPHA
            number = 1*DIGIT
            """, "Shared", "Fetch", "Move", "Types", "Parser", "Words");

    private static void Match(string name, string grammar, params string[] units) =>
        Snapshot.Match(name, Sample.Clean(grammar), units.Select(unit => $"T.{unit}.g.cs"));
}
