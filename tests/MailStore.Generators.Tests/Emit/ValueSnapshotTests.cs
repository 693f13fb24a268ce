namespace MailStore.Generators.Tests.Emit;

/// <summary>Emitted code of flags, enums, unions, structs and lists: one small grammar a shape.</summary>
public sealed class ValueSnapshotTests
{
    [Fact]
    public void A_flag_is_set_where_its_rule_stands() =>
        Match("flag", """
            ;@ start value
            ;@ type value struct
            ;@ type silent flag
            value  = "STORE" [silent] CRLF
            silent = ".SILENT"
            """, "Shared", "Types");

    [Fact]
    public void An_enum_is_a_number() =>
        Match("enum", """
            ;@ start value
            ;@ type value struct
            ;@ type sign enum
            ;@ name sign "+"=Add "-"=Remove
            value = sign CRLF
            sign  = "+" / "-" / ""
            """, "Shared", "Types");

    [Fact]
    public void An_enum_with_another_alternative_keeps_its_text() =>
        Match("enum-other", """
            ;@ start value
            ;@ type value struct
            ;@ type flag enum
            ;@ commit flag
            value = flag CRLF
            flag  = "\Seen" / "\Draft" / "\Deleted" / "\" 1*ALPHA
            """, "Shared", "Types");

    [Fact]
    public void A_union_has_a_kind_and_fields() =>
        Match("union", """
            ;@ start value
            ;@ type value struct
            ;@ type key union
            ;@ type word token
            ;@ type size u32
            value  = key CRLF
            key    = "ALL" / "FROM" SP word / "LARGER" SP size / range
            range  = "(" size ":" size ")"
            word   = 1*ALPHA
            size   = 1*DIGIT
            """, "Shared", "Types");

    [Fact]
    public void A_struct_has_fields() =>
        Match("struct", """
            ;@ start value
            ;@ type value struct
            ;@ type range struct
            ;@ type low u32
            ;@ type high u32
            value = range ["," range] CRLF
            range = low [":" high]
            low   = 1*DIGIT
            high  = 1*DIGIT
            """, "Shared", "Types");

    [Fact]
    public void A_lazy_value_is_validated_now_and_read_later() =>
        Match("lazy", """
            ;@ start value
            ;@ type value struct
            ;@ type range struct lazy
            ;@ type low u32
            ;@ type high u32
            value = range CRLF
            range = low ":" high
            low   = 1*DIGIT
            high  = 1*DIGIT
            """, "Shared", "Types");

    [Fact]
    public void Lists_have_views_that_walk_their_items() =>
        Match("lists", """
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
            """, "Shared", "Types");

    [Fact]
    public void A_union_that_nests_counts_its_depth() =>
        Match("recursion", """
            ;@ start value
            ;@ type value struct
            ;@ type key union
            ;@ type word token
            ;@ depth key 8
            value = key CRLF
            key   = "NOT" SP key / "(" key *(SP key) ")" / "IS" SP word
            word  = 1*ALPHA
            """, "Shared", "Types");

    [Fact]
    public void A_rule_without_values_that_nests_counts_its_depth() =>
        Match("recursion-plain", """
            ;@ start value
            ;@ depth nest 8
            ;@ type value struct
            value = nest CRLF
            nest  = "(" *nest ")"
            """, "Shared");

    private static void Match(string name, string grammar, params string[] units) =>
        Snapshot.Match(name, Sample.Clean(grammar), units.Select(unit => $"T.{unit}.g.cs"));
}
