using System.Text;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Examples;

public sealed class ExampleTests
{
    [Fact]
    public void Grammars_take_the_examples_of_the_RFCs_and_refuse_the_wrong_ones()
    {
        var faults = new List<string>();
        foreach (var group in ExampleReader.All.GroupBy(example => (example.Grammar, example.Start)))
        {
            var facts = new GrammarFacts(Grammars.Of(group.Key.Grammar));
            var tail = group.Key.Start == "auth-response" ? "\r\n" : "";
            var recognisers = new[] { OraclePolicy.Pure, OraclePolicy.Ranges, OraclePolicy.Ranges | OraclePolicy.Commits, OraclePolicy.Parser }
                .ToDictionary(policy => policy, policy => new Recogniser(facts, group.Key.Start, policy, tail));
            foreach (var example in group)
            {
                var pure = recognisers[OraclePolicy.Pure].Recognise(example.Text).IsSentence;
                var ranged = recognisers[OraclePolicy.Ranges].Recognise(example.Text).IsSentence;
                var commits = recognisers[OraclePolicy.Ranges | OraclePolicy.Commits].Recognise(example.Text).IsSentence;
                var parser = recognisers[OraclePolicy.Parser].Recognise(example.Text).IsSentence;
                var isRight = example.Refusal switch
                {
                    Example.BySyntax => !pure && !ranged && !parser,
                    Example.ByOverflow => pure && !ranged && !parser,
                    Example.ByCommit => pure && ranged && !commits && !parser,
                    Example.ByDepth => pure && ranged && commits && !parser,
                    _ => pure && ranged && commits && parser,
                };
                if (!isRight)
                {
                    faults.Add($"{example.Source}: {Encoding.UTF8.GetString(example.Text).TrimEnd()} (pure {pure}, ranges {ranged}, commits {commits}, depths {parser})");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Example_files_are_read_whole()
    {
        Assert.True(ExampleReader.Imap.Count() > 600);
        Assert.True(ExampleReader.Mail.Count() > 650);
        Assert.Contains(ExampleReader.Imap, example => example.Refusal is not null);
        Assert.Contains(ExampleReader.Mail, example => example.Refusal == Example.ByDepth);
        Assert.Contains(ExampleReader.Mail, example => example.Refusal == Example.ByOverflow);
        Assert.Contains(ExampleReader.Mail, example => example.Refusal == Example.ByCommit);
    }
}
