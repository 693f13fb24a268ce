namespace MailStore.Generators.Tests.Emit;

/// <summary>Rules that are called as C#, or as emitted code, calls something of its own: each works, or is refused in the grammar.</summary>
public sealed class NameTests
{
    private static readonly string[] Names =
    [
        "class", "kind", "text", "verb", "get-type", "w", "unsafe", "t", "t-rules", "t-expected", "t-command", "none", "shared", "key-kind", "key-list",
    ];

    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["token"] = "top = NAME SP key *(\",\" key) CRLF\nNAME = 1*ALPHA\n;@ type NAME token",
        ["str"] = "top = NAME SP key *(\",\" key) CRLF\nNAME = 1*ALPHA / quoted\nquoted = DQUOTE *%x20-21 DQUOTE\n;@ type NAME str\n;@ type quoted quoted",
        ["union"] = "top = NAME *(\",\" NAME) key *(\",\" key) CRLF\nNAME = \"A\" zz / \"NAME\"\nzz = 1*DIGIT\n;@ type NAME union\n;@ type zz token",
        ["struct"] = "top = NAME key *(\",\" key) CRLF\nNAME = \"A\" zz\nzz = 1*DIGIT\n;@ type NAME struct\n;@ type zz token",
        ["enum"] = "top = NAME key *(\",\" key) CRLF\nNAME = \"A\" / \"B\" / 1*DIGIT\n;@ type NAME enum",
        ["flag"] = "top = [NAME] key *(\",\" key) CRLF\nNAME = \"!\"\n;@ type NAME flag",
    };

    public static TheoryData<string> All => [.. Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Values_of_any_name_compile_or_are_refused(string name)
    {
        foreach (var shape in Shapes)
        {
            AssertCompilesOrIsRefused(";@ start top\n;@ type top struct\n;@ type key enum\nkey = \"K\" / \"L\"\n" + shape.Value.Replace("NAME", name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Commands_and_starts_of_any_name_compile_or_are_refused(string name)
    {
        AssertCompilesOrIsRefused($";@ start top\n;@ command {name} in Selected\n;@ type zz token\n;@ type tag token\ntop = tag SP {name} CRLF\n{name} = \"A\" SP zz\nzz = 1*ALPHA\ntag = 1*DIGIT");
        AssertCompilesOrIsRefused($";@ start {name}\n;@ type zz token\n{name} = zz CRLF\nzz = 1*ALPHA");
        AssertCompilesOrIsRefused($";@ start {name}\n;@ type {name} union\n;@ type zz token\n{name} = zz CRLF / \"1\" CRLF\nzz = 1*ALPHA");
    }

    private static void AssertCompilesOrIsRefused(string grammar)
    {
        var run = Sample.Run(grammar);
        if (run.Result.GeneratedSources.Length > 0)
        {
            Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).Select(found => found + "\n" + grammar));
        }
        else
        {
            Assert.All(run.Result.Diagnostics, found => Assert.Equal("ABNF0016", found.Id));
            Assert.NotEmpty(run.Result.Diagnostics);
        }
    }
}
