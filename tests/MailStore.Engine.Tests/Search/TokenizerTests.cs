using System.Text;
using MailStore.Engine.Search.Terms;
using MailStore.Mime.Text;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Terms are cut by the processor's vectors and in pieces as they come; they are those that a walk by character would cut.</summary>
public sealed class TokenizerTests
{
    [Fact]
    public void Each_ascii_character_is_of_the_kind_that_the_table_says()
    {
        var text = new char[2 * AsciiRuns.Block];
        for (var character = 0; character < 0x80; character++)
        {
            text[character] = (char)character;
        }

        var (folded, words, blanks) = (new byte[text.Length], new ulong[2], new ulong[2]);
        Assert.Equal(0x80, AsciiRuns.Fold(text, 0x80, folded, words, blanks));
        for (var character = 0; character < 0x80; character++)
        {
            var kind = (words[character >> 6] >> character & 1) != 0 ? TermKind.Word : (blanks[character >> 6] >> character & 1) != 0 ? TermKind.Blank : TermKind.Mark;
            Assert.Equal((FoldTable.Kinds[character], kind == TermKind.Blank ? ' ' : FoldTable.Folded[character]), (kind, kind == TermKind.Blank ? ' ' : (char)folded[character]));
        }
    }

    [Fact]
    public void Each_character_that_is_not_ascii_ends_what_is_folded()
    {
        for (var place = 0; place < 100; place++)
        {
            var text = Enumerable.Repeat('a', 200).ToArray();
            text[place] = '\u0080';
            text[place + 1] = '\uFFFF';
            var (folded, words, blanks) = (new byte[200], new ulong[4], new ulong[4]);
            Assert.Equal(place, AsciiRuns.Fold(text, 100, folded, words, blanks));
            Assert.Equal(new string('A', place), Encoding.ASCII.GetString(folded, 0, place));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Terms_are_those_of_a_walk_by_character(int seed)
    {
        var dice = new Dice((ulong)seed);
        var roller = new MailRoller((ulong)seed);
        var (tokenizer, table) = (new Tokenizer(), new TermTable());
        var expected = new Dictionary<string, List<int>>();
        for (var message = 0; message < 60; message++)
        {
            tokenizer.Begin(table);
            for (var text = dice.Between(1, 4); text > 0; text--)
            {
                var words = Roll(dice, roller);
                foreach (var term in Walk(words))
                {
                    if (!expected.TryGetValue(term, out var messages))
                    {
                        expected.Add(term, messages = []);
                    }

                    if (messages.Count == 0 || messages[^1] != message)
                    {
                        messages.Add(message);
                    }
                }

                for (var at = 0; at < words.Length;)
                {
                    var piece = Math.Min(words.Length - at, dice.Percent(50) ? dice.Between(1, 5) : dice.Between(1, 4000));
                    tokenizer.Take(words.AsSpan(at, piece));
                    at += piece;
                }

                // Either parts it from what comes behind.
                if (dice.Percent(50))
                {
                    tokenizer.End();
                }
                else
                {
                    tokenizer.Break();
                }
            }

            tokenizer.End();
            table.EndMessage();
        }

        var sorted = table.Sort(new SortRoom());
        Assert.Equal(expected.Count, sorted.Count);
        byte[] last = [];
        for (var place = 0; place < sorted.Count; place++)
        {
            Assert.True(place == 0 || sorted.Term(place).SequenceCompareTo(last) > 0);
            last = sorted.Term(place).ToArray();
            Assert.Equal(expected[Convert.ToHexString(last)], sorted.Messages(place).ToArray());
        }
    }

    [Fact]
    public void A_table_that_was_cleared_knows_nothing_of_what_it_had()
    {
        var (tokenizer, table) = (new Tokenizer(), new TermTable());
        for (var round = 0; round < 3; round++)
        {
            table.Clear();
            tokenizer.Begin(table);
            tokenizer.Take("one two one");
            tokenizer.End();
            table.EndMessage();
            var sorted = table.Sort(new SortRoom());
            Assert.Equal(2, sorted.Count);
            Assert.Equal([0], sorted.Messages(1).ToArray());
        }
    }

    [Theory]
    [InlineData("left")]
    [InlineData("lef\uD83D")]
    [InlineData("\u6771")]
    public void Text_of_a_message_that_was_left_is_in_no_table(string text)
    {
        var (tokenizer, table) = (new Tokenizer(), new TermTable());
        tokenizer.Begin(table);
        tokenizer.Take(text);
        tokenizer.Forget();
        tokenizer.Begin(table);
        tokenizer.Take("one");
        tokenizer.End();
        table.EndMessage();
        var sorted = table.Sort(new SortRoom());
        Assert.Equal("ONE", Encoding.ASCII.GetString(sorted.Term(0)));
        Assert.Equal(1, sorted.Count);
    }

    private static string Roll(Dice dice, MailRoller roller) => dice.Below(4) switch
    {
        0 => roller.Phrase(dice.Between(1, 400)),
        1 => string.Concat(Enumerable.Range(0, dice.Between(1, 3000)).Select(_ => (char)dice.Below(0x80))),
        2 => string.Concat(Enumerable.Range(0, dice.Between(1, 400)).Select(_ => dice.Percent(90) ? (char)dice.Between(0x61, 0x7A) : (char)dice.Below(0x3000))),
        _ => new string('x', dice.Between(1, 200)) + " " + new string('.', dice.Between(1, 200)) + new string('ж', dice.Between(1, 200)),
    };

    // Folded, rune by rune: the definition.
    private static List<string> Walk(string text)
    {
        var (terms, run) = (new List<string>(), new List<Rune>());
        var kind = TermKind.Blank;
        foreach (var rune in Folded(text).Append(new Rune(' ')))
        {
            if (FoldTable.KindOf(rune) != kind)
            {
                End(kind, run, terms);
                kind = FoldTable.KindOf(rune);
                run.Clear();
            }

            run.Add(rune);
        }

        return terms;
    }

    // What half a pair is worth is the tokenizer's own business: these texts have none.
    private static IEnumerable<Rune> Folded(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var fold = new FoldedText();
            var parts = new char[Casemap.FoldedMax];
            var folded = string.Concat(rune.ToString().Select(character => new string(parts, 0, fold.Fold(character, parts))));
            foreach (var part in folded.EnumerateRunes())
            {
                yield return part;
            }
        }
    }

    private static void End(TermKind kind, List<Rune> run, List<string> terms)
    {
        if (kind == TermKind.Pair)
        {
            for (var at = 0; at < Math.Max(1, run.Count - 1); at++)
            {
                terms.Add(Hex(run.GetRange(at, Math.Min(2, run.Count))));
            }
        }
        else if (kind != TermKind.Blank)
        {
            Cut([.. run.SelectMany(rune => Encoding.UTF8.GetBytes(rune.ToString()).Select((octet, at) => (octet, at == 0)))], terms);
        }
    }

    private static void Cut(List<(byte Octet, bool IsFirst)> run, List<string> terms)
    {
        var (start, carried) = (0, 0);
        for (var end = 1; end <= run.Count; end++)
        {
            if (end - start >= Tokenizer.TermBytesMax && (end == run.Count || run[end].IsFirst))
            {
                terms.Add(Convert.ToHexString([.. run[start..end].Select(octet => octet.Octet)]));
                start = end - Tokenizer.OverlapBytes;
                while (!run[start].IsFirst)
                {
                    start++;
                }

                carried = end - start;
            }
        }

        if (run.Count - start > carried)
        {
            terms.Add(Convert.ToHexString([.. run[start..].Select(octet => octet.Octet)]));
        }
    }

    private static string Hex(List<Rune> runes) => Convert.ToHexString([.. runes.SelectMany(rune => Encoding.UTF8.GetBytes(rune.ToString()))]);
}
