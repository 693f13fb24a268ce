using MailStore.Server.Config;

namespace MailStore.Server.Tests.Config;

public sealed class TomlReaderTests
{
    [Fact]
    public void Names_get_values_of_all_kinds_with_their_lines()
    {
        var entries = Read("""
            # a comment
            text = "a \"b\" \\ \t \u00e9 \U0001F375"   # behind it
              raw = 'C:\no escape "here"'
            number = 1_000_000
            on=true
            list = [ "one",  # first
              'two',

              3,
            ]
            empty = []
            """);
        Assert.Equal(["text", "raw", "number", "on", "list", "empty"], entries.Select(entry => entry.Key));
        Assert.Equal([2, 3, 4, 5, 6, 11], entries.Select(entry => entry.Line));
        Assert.Equal("a \"b\" \\ \t é 🍵", entries[0].Values[0].Text);
        Assert.Equal("C:\\no escape \"here\"", entries[1].Values[0].Text);
        Assert.Equal(new("1000000", 4, IsBare: true), entries[2].Values[0]);
        Assert.Equal(new("true", 5, IsBare: true), entries[3].Values[0]);
        Assert.True(entries[4].IsList);
        Assert.Equal([("one", 6), ("two", 7), ("3", 9)], entries[4].Values.Select(value => (value.Text, value.Line)));
        Assert.Empty(entries[5].Values);
    }

    [Theory]
    [InlineData("[server]", "no tables")]
    [InlineData("imap", "'name = value'")]
    [InlineData("= 3", "'name = value'")]
    [InlineData("imap =", "no value")]
    [InlineData("imap = here", "in quotes")]
    [InlineData("imap = 1.5", "in quotes")]
    [InlineData("imap = \"here", "not closed")]
    [InlineData("imap = 'here", "not closed")]
    [InlineData("imap = \"\\x\"", "Behind a backslash")]
    [InlineData("imap = \"\\ud800\"", "Behind a backslash")]
    [InlineData("imap = \"\\u00\"", "Behind a backslash")]
    [InlineData("imap = [\"a\" \"b\"]", "a comma")]
    [InlineData("imap = [\"a\",", "']' at its end")]
    [InlineData("imap = \"a\" \"b\"", "does not belong")]
    [InlineData("a.b = 1", "'name = value'")]
    public void What_is_wrong_is_named_and_the_rest_is_read(string line, string sentence)
    {
        var faults = new List<(int Line, string Sentence)>();
        var entries = TomlReader.Read($"first = 1\n{line}\n", (number, fault) => faults.Add((number, fault)));
        Assert.Equal("first", entries[0].Key);
        Assert.Contains(sentence, Assert.Single(faults).Sentence, StringComparison.Ordinal);

        // What is missing at the end of the file is missed there.
        Assert.InRange(faults[0].Line, 2, 3);
    }

    [Fact]
    public void Behind_a_fault_the_next_line_is_read_and_every_fault_is_told()
    {
        var lines = new List<int>();
        var entries = TomlReader.Read("[a]\nb = 1\nc = x\nd = 2\r\ne == 3\n", (line, _) => lines.Add(line));
        Assert.Equal(["b", "d"], entries.Select(entry => entry.Key));
        Assert.Equal([1, 3, 5], lines);
    }

    [Fact]
    public void No_text_makes_it_fail_or_go_on_for_ever()
    {
        var random = new Random(7);
        const string Signs = "ab=[]\"'\\#, \n\t1_.tu0-";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)]));
            TomlReader.Read(text, (line, _) => Assert.InRange(line, 1, text.Length + 2));
        }
    }

    private static IReadOnlyList<TomlEntry> Read(string text) => TomlReader.Read(text, (line, fault) => Assert.Fail($"{line}: {fault}"));
}
