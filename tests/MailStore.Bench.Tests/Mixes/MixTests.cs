using System.Text;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Mixes;

public sealed class MixTests
{
    public static TheoryData<string, double, double> Averages => new()
    {
        { "imap", 70, 82 },
        { "fetch", 92, 110 },
        { "store", 70, 84 },
        { "search", 76, 90 },
        { "simple", 20, 30 },
        { "mailbox", 40, 55 },
        { "smtp", 41, 49 },
        { "pop3", 12, 18 },
    };

    [Theory]
    [MemberData(nameof(Averages))]
    public void A_mix_has_4096_different_lines_of_the_stated_size(string name, double low, double high)
    {
        var lines = Make(name, Mix.Lines);

        var different = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            different.Add(Encoding.UTF8.GetString(lines[i]));
        }

        Assert.Equal(4096, lines.Count);
        Assert.Equal(4096, different.Count);
        Assert.InRange(lines.BytesPerLine, low, high);
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Each_line_ends_in_CRLF_and_holds_no_other_control_byte(string name, double low, double high)
    {
        var lines = Make(name, Mix.Lines);

        for (var i = 0; i < lines.Count; i++)
        {
            Assert.True(lines[i].EndsWith("\r\n"u8));
            Assert.False(lines[i][..^2].ContainsAnyInRange((byte)0, (byte)0x1F));
        }

        Assert.True(low < high);
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("smtp")]
    [InlineData("pop3")]
    public void The_same_seed_makes_the_same_lines(string name)
    {
        var first = Make(name, 256);
        var second = Make(name, 256);

        for (var i = 0; i < first.Count; i++)
        {
            Assert.True(first[i].SequenceEqual(second[i]));
        }
    }

    [Fact]
    public void The_IMAP_mix_holds_each_kind_of_command_by_its_weight()
    {
        var lines = Make("imap", Mix.Lines);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            var words = Encoding.UTF8.GetString(lines[i]).TrimEnd().ToUpperInvariant().Split(' ');
            var verb = words[1] == "UID" ? words[2] : words[1];
            counts[verb] = counts.GetValueOrDefault(verb) + 1;
        }

        Assert.InRange(counts["FETCH"], 1750, 2020);
        Assert.InRange(counts["STORE"], 470, 600);
        Assert.InRange(counts["SEARCH"], 390, 510);
        Assert.InRange(counts["APPEND"], 120, 210);
        foreach (var verb in (string[])["NOOP", "IDLE", "SELECT", "EXAMINE", "STATUS", "LIST", "LOGIN", "ENABLE", "ID", "COPY", "MOVE", "AUTHENTICATE"])
        {
            Assert.True(counts.GetValueOrDefault(verb) > 0, verb);
        }
    }

    [Fact]
    public void A_literal_at_the_end_is_synchronising_or_not()
    {
        var lines = Make("imap", Mix.Lines);
        var synchronising = 0;
        var other = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            synchronising += lines[i].EndsWith("}\r\n"u8) && !lines[i].EndsWith("+}\r\n"u8) ? 1 : 0;
            other += lines[i].EndsWith("+}\r\n"u8) ? 1 : 0;
        }

        Assert.True(synchronising > 20);
        Assert.True(other > 20);
    }

    [Fact]
    public void Damage_changes_lines_and_leaves_them_whole_for_a_framer()
    {
        var lines = Make("smtp", 512);
        var damaged = Damage.Mutate(lines, seed: 7);

        var changed = 0;
        for (var i = 0; i < damaged.Count; i++)
        {
            Assert.True(damaged[i].EndsWith("\r\n"u8));
            Assert.Equal(damaged[i].Length - 1, damaged[i].IndexOf((byte)'\n'));
            changed += damaged[i].SequenceEqual(lines[i]) ? 0 : 1;
        }

        Assert.InRange(changed, 480, 512);
    }

    [Fact]
    public void Noise_has_bytes_of_all_kinds_and_ends_where_a_line_ends()
    {
        var noise = Damage.Noise(seed: 7, 512);
        var seen = new HashSet<byte>();
        for (var i = 0; i < noise.Count; i++)
        {
            Assert.Equal(noise[i].Length - 1, noise[i].IndexOf((byte)'\n'));
            seen.UnionWith(noise[i].ToArray());
        }

        Assert.Equal(256, seen.Count);
    }

    [Fact]
    public void A_maker_that_runs_dry_is_an_error_and_not_an_endless_loop() =>
        Assert.Throws<InvalidOperationException>(() => LineSet.Distinct("dry", 1, 3, static dice => dice.Percent(50) ? "a" : "b"));

    private static LineSet Make(string name, int count) => name switch
    {
        "imap" => Mix.Imap(count),
        "fetch" => Mix.ImapFetch(count),
        "store" => Mix.ImapStore(count),
        "search" => Mix.ImapSearch(count),
        "simple" => Mix.ImapSimple(count),
        "mailbox" => Mix.ImapMailbox(count),
        "smtp" => Mix.Smtp(count),
        "pop3" => Mix.Pop3(count),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
