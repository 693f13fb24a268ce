using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class GrammarTests
{
    [Fact]
    public void Grammars_say_where_they_come_from() => House.Keeps(GrammarRule.Check(Repository.Files));

    [Theory]
    [InlineData("rfc6851-move.abnf", "move = \"MOVE\"", "does not say")]
    [InlineData("move.abnf", "move = \"MOVE\"\n; rfc: 6851", "does not say")]
    [InlineData("proxy.abnf", "; source:", "does not say")]
    [InlineData("rfc6851-move.abnf", "; rfc: 4551", "different RFCs")]
    [InlineData("rfc685.abnf", "; rfc: 6851", "different RFCs")]
    [InlineData("move.abnf", "; rfc: RFC6851", "no RFC's number")]
    public void A_grammar_that_does_not_say_is_found(string name, string text, string problem) =>
        Assert.Contains(GrammarRule.Check([new("grammars/imap/" + name, text)]), violation => violation.Problem.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("rfc6851-move.abnf", "; rfc: 6851\n; capability: MOVE")]
    [InlineData("rfc9051.abnf", "; rfc: 9051, 3501")]
    [InlineData("proxy.abnf", "; PROXY lines\n; source: the HAProxy PROXY protocol, version 1")]
    public void A_grammar_that_says_passes(string name, string text) => Assert.Empty(GrammarRule.Check([new("grammars/imap/" + name, text)]));

    [Fact]
    public void The_table_of_supported_RFCs_is_not_stale()
    {
        var path = Path.Combine(Repository.Root, RfcSupport.Path);
        var text = RfcSupport.Render(Repository.Files);
        if (string.Equals(Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, text);
        }

        Assert.True(
            File.Exists(path) && string.Equals(text, File.ReadAllText(path), StringComparison.Ordinal),
            $"{RfcSupport.Path} is stale. Remedy: run UPDATE_SNAPSHOTS=1 dotnet test tests/MailStore.Tidy.Tests and commit the file.");
    }

    [Fact]
    public void A_grammar_becomes_a_row_by_number()
    {
        var table = RfcSupport.Render(
            [
                new("grammars/imap/rfc6851-move.abnf", "; rfc: 6851\n; capability: MOVE\n;@ command move in Selected\n;@ command uid-move\nmove = \"MOVE\""),
                new("grammars/imap/xlist.abnf", "; source: Gmail\n; capability: XLIST"),
                new("grammars/imap/rfc2971.abnf", "; rfc: 2971, 9051\n;\n; capability: ID\n\n; capability: NO\n;@ start id\n; Note. differs from RFC 2971 §4: any\n; length, \"*\" too.\n; differs from RFC 2971 §3: no.\nid = 1*2ALPHA\n; not this"),
            ]);
        Assert.EndsWith(
            """
            ## imap

            | RFC | file | capabilities | commands |
            | --- | --- | --- | --- |
            | 2971, 9051 | [rfc2971.abnf](../grammars/imap/rfc2971.abnf) | `ID` | `id` |
            | 6851 | [rfc6851-move.abnf](../grammars/imap/rfc6851-move.abnf) | `MOVE` | `move`, `uid-move` |
            | Gmail | [xlist.abnf](../grammars/imap/xlist.abnf) | `XLIST` |  |

            # Where we differ

            From the comments of the grammars: what we take more or less than the RFC's text does, and why.

            [imap/rfc2971.abnf](../grammars/imap/rfc2971.abnf)

            - RFC 2971 §4: any length, "\*" too.
            - RFC 2971 §3: no.

            """.ReplaceLineEndings("\n"),
            table,
            StringComparison.Ordinal);
    }
}
