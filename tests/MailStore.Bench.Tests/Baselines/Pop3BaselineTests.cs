using System.Text;
using MailStore.Bench.Baselines.Pop3;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Baselines;

public sealed class Pop3BaselineTests
{
    [Fact]
    public void Both_find_every_fact()
    {
        Both("USER anna@example.org", new(Pop3Verb.User, 0, 0, "anna@example.org", null));
        Both("pass two words", new(Pop3Verb.Pass, 0, 0, "two words", null));
        Both("TOP 17 20", new(Pop3Verb.Top, 17, 20, null, null));
        Both("RETR 9", new(Pop3Verb.Retr, 9, 0, null, null));
        Both("LIST", new(Pop3Verb.List, 0, 0, null, null));
        Both("LIST 3", new(Pop3Verb.List, 3, 0, null, null));
        Both("STAT", new(Pop3Verb.Stat, 0, 0, null, null));
        Both("APOP anna c4c9334bac560ecc979e58001b3e22fb", new(Pop3Verb.Apop, 0, 0, "anna", "c4c9334bac560ecc979e58001b3e22fb"));
    }

    [Theory]
    [InlineData("RETR")]
    [InlineData("RETR 0")]
    [InlineData("RETR 4294967296")]
    [InlineData("TOP 1")]
    [InlineData("DELE x")]
    [InlineData("USER")]
    [InlineData("QUIT 1")]
    [InlineData("APOP anna c4c9")]
    [InlineData("HELO")]
    public void Both_refuse_what_no_handler_could_use(string line)
    {
        Assert.Null(Pop3SplitParser.Parse(Bytes(line)));
        Assert.Null(Pop3RegexParser.Parse(Bytes(line)));
    }

    [Fact]
    public void Both_find_the_same_in_every_line_of_the_mix()
    {
        var lines = Mix.Pop3();
        for (var i = 0; i < lines.Count; i++)
        {
            var split = Pop3SplitParser.Parse(lines[i]);
            Assert.NotNull(split);
            Assert.Equal(split, Pop3RegexParser.Parse(lines[i]));
        }
    }

    private static void Both(string line, Pop3Request expected)
    {
        Assert.Equal(expected, Pop3SplitParser.Parse(Bytes(line)));
        Assert.Equal(expected, Pop3RegexParser.Parse(Bytes(line)));
    }

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + "\r\n");
}
