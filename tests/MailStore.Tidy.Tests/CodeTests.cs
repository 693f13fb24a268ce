using MailStore.Tidy.Tests.Rules;
using MailStore.Tidy.Tests.Tree;
using Xunit;

namespace MailStore.Tidy.Tests;

public sealed class CodeTests
{
    [Fact]
    public void Files_are_short() => House.Keeps(SizeRule.Check(Repository.Files));

    [Theory]
    [InlineData("src/A/Long.cs", SizeRule.CodeLinesMax)]
    [InlineData("README.md", SizeRule.ReadmeLinesMax)]
    [InlineData("docs/decisions/0001-x.md", SizeRule.DecisionLinesMax)]
    public void A_file_of_one_line_too_many_is_found(string path, int most)
    {
        Assert.Empty(SizeRule.Check([new(path, Lines(most))]));
        Assert.Contains($"{most + 1} lines", Assert.Single(SizeRule.Check([new(path, Lines(most + 1))])).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_grammar_is_allowed() => Assert.Empty(SizeRule.Check([new("grammars/imap/rfc9051.abnf", Lines(1000))]));

    [Fact]
    public void Type_names_have_an_idea() => House.Keeps(TypeNameRule.Check(Repository.Files));

    [Theory]
    [InlineData("class MailboxManager;")]
    [InlineData("static class StringUtils;")]
    [InlineData("interface IStoreBase;")]
    [InlineData("record struct Data;")]
    [InlineData("enum CommonKind { One }")]
    [InlineData("class Outer { class ImapHelper; }")]
    [InlineData("delegate void InfoHandler();")]
    public void A_name_without_an_idea_is_found(string text) =>
        Assert.Contains("says nothing", Assert.Single(TypeNameRule.Check([new("a.cs", $"namespace N; {text}")])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("class Base64Text;")]
    [InlineData("class Database;")]
    [InlineData("record MetaData;")]
    [InlineData("class Informed { int Base; string s = \"class Manager\"; }")]
    public void A_name_that_only_looks_like_one_passes(string text) => Assert.Empty(TypeNameRule.Check([new("a.cs", text)]));

    [Fact]
    public void Code_keeps_its_shape() => House.Keeps(ShapeRule.Check(Repository.Files));

    [Theory]
    [InlineData("class A {\n#region x\n#endregion\n}", "#region")]
    [InlineData("sealed partial class A;", "partial")]
    [InlineData("class A { partial void F(); }", "partial")]
    [InlineData("class A { void F() { try { } catch (Exception e) { G(e); } } }", "everything is caught")]
    [InlineData("class A { void F() { try { } catch { } } }", "everything is caught")]
    [InlineData("class A { [Fact(Skip = \"later\")] void F() { } }", "skipped")]
    [InlineData("class A { int F() => throw new NotImplementedException(); }", "stub")]
    [InlineData("global using System.Text;", "global using")]
    public void A_bent_shape_is_found(string text, string problem) =>
        Assert.Contains(problem, Assert.Single(ShapeRule.Check([new("a.cs", text)])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("class A { string s = \"partial #region\"; /* #region */ }")]
    [InlineData("partial class A { [GeneratedRegex(\"a\")] private static partial Regex F(); }")]
    [InlineData("class A { void F() { try { } catch (IOException e) { G(e); } } }")]
    [InlineData("class A { void F() { try { } catch (Exception e) when (e is IOException) { G(e); } } }")]
    public void A_shape_that_only_looks_bent_passes(string text) => Assert.Empty(ShapeRule.Check([new("a.cs", text)]));

    [Fact]
    public void RFCs_are_cited_in_one_form() => House.Keeps(CitationRule.Check(Repository.Files));

    [Theory]
    [InlineData("a.cs", "// RFC9051 §6.4.8")]
    [InlineData("a.cs", "/* first\n Rfc 9051 */")]
    [InlineData("a.cs", "// see RFC 9051, section 6.4.8")]
    [InlineData("a.cs", "/// <summary>RFC-9051</summary>\nclass A;")]
    [InlineData("a.abnf", "; differs from RFC 9051 Section 6")]
    public void A_citation_in_another_form_is_found(string path, string text) =>
        Assert.Contains("is not how", Assert.Single(CitationRule.Check([new(path, text)])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("a.cs", "// RFC 9051 §6.4.8, RFC 5321 §4.1 todo: rfc9051.abnf, Rfc822Size, RFC822.SIZE, RFC 3501 and RFCs in general")]
    [InlineData("a.cs", "class A { string s = \"RFC9051\"; }")]
    [InlineData("a.abnf", "; rfc: 9051\n; RFC 7162 §3.1\n;@ requires rfc4466.abnf")]
    public void A_citation_in_our_form_passes(string path, string text) => Assert.Empty(CitationRule.Check([new(path, text)]));

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("line\n", count));
}
