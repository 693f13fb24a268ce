using System.Text;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Sentences;

public sealed class SentenceMakerTests
{
    public static TheoryData<string, string> Starts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in new[] { "Smtp", "Pop3", "Imap", "Message" })
            {
                foreach (var start in Grammars.Of(name).Starts)
                {
                    data.Add(name, start);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Made_sentences_are_sentences_and_use_every_alternative(string name, string start)
    {
        var facts = new GrammarFacts(Grammars.Of(name));
        var maker = new SentenceMaker(facts, start, seed: 1);
        var recogniser = new Recogniser(facts, start);
        var made = 0;
        for (; made < 500 || (maker.Untaken.Any() && made < 20_000); made++)
        {
            var sentence = maker.Next();
            var verdict = recogniser.Recognise(sentence);
            Assert.True(verdict.IsSentence, $"{verdict} {Encoding.Latin1.GetString(sentence)}");
        }

        Assert.Empty(maker.Untaken);
    }

    [Fact]
    public void Same_seed_makes_the_same_sentences()
    {
        var facts = new GrammarFacts(Grammars.Smtp);
        var (first, second) = (new SentenceMaker(facts, "command", 7), new SentenceMaker(facts, "command", 7));
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(first.Next(), second.Next());
        }
    }

    [Fact]
    public void Mutations_are_mostly_no_sentences_and_sometimes_are()
    {
        var facts = new GrammarFacts(Grammars.Imap);
        var maker = new SentenceMaker(facts, "command", 3);
        var mutator = new Mutator(4);
        var recogniser = new Recogniser(facts, "command");
        var still = Enumerable.Range(0, 2000).Count(_ => recogniser.Recognise(mutator.Mutate(maker.Next())).IsSentence);
        Assert.InRange(still, 100, 1000);
    }
}
