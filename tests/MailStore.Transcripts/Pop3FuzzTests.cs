using System.Text;
using MailStore.Testing.Chance;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

/// <summary>The same for POP3: each line of a client is answered, with a status or to the dot, until the session ends.</summary>
public sealed class Pop3FuzzTests
{
    private const int LinesPerSession = 30;

    /// <summary>More by hand: <c>MAILSTORE_FUZZ_ROUNDS=5000</c>.</summary>
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_FUZZ_ROUNDS") ?? "50");

    private static readonly string[] s_lines =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "pop3"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Script.Read(path).Steps)
            .Where(step => step.Kind == StepKind.Client && !step.Text.StartsWith("QUIT", StringComparison.Ordinal))
            .Select(step => step.Text.Replace("<lf>", "\n", StringComparison.Ordinal)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_session_survives_whatever_is_said_to_it(ulong seed)
    {
        var dice = new Dice(seed);
        var done = 0;
        for (var round = 0; round < s_rounds; round++)
        {
            var input = Make(dice);
            var isLong = false;
            foreach (var line in await RunAsync(input))
            {
                Assert.True(isLong || line is ['+', ..] or ['-', 'E', 'R', 'R', ' ', ..], $"seed {seed}, round {round}: \"{line}\" in answer to:\n{input}");
                isLong = isLong ? line != "." : IsLong(line);
                done += line.StartsWith("+OK", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.False(isLong, $"seed {seed}, round {round}: a response has no end, in answer to:\n{input}");
        }

        // Or nothing was tried.
        Assert.True(done > s_rounds * 3, $"only {done} commands were done in {s_rounds} sessions");
    }

    /// <summary>By their texts; listings, whose first lines could be those of other commands, are left out of what is sent.</summary>
    private static bool IsLong(string line) =>
        line.EndsWith(" octets", StringComparison.Ordinal) || line is "+OK" or "+OK What there is" or "+OK Mechanisms" or "+OK Languages";

    private static string Make(Dice dice)
    {
        var input = new StringBuilder(dice.Below(4) == 0 ? "" : "USER anna\r\nPASS secret\r\n");
        for (var number = 0; number < LinesPerSession; number++)
        {
            var line = s_lines[dice.Below(s_lines.Length)] + "\r\n";
            line = dice.Below(3) == 0 ? Damage(line, dice) : line;
            input.Append(IsListing(line) ? "NOOP\r\n" : line);
        }

        return input.ToString();
    }

    private static bool IsListing(string line) =>
        line.Contains("LIST", StringComparison.OrdinalIgnoreCase) || line.Contains("UIDL", StringComparison.OrdinalIgnoreCase);

    private static string Damage(string line, Dice dice)
    {
        var at = dice.Below(line.Length);
        return dice.Below(3) switch
        {
            0 => line.Remove(at, 1),
            1 => line.Insert(at, ((char)dice.Below(256)).ToString()),
            _ => line[..at] + line[dice.Below(line.Length)..],
        };
    }

    private static async Task<List<string>> RunAsync(string input)
    {
        var clock = new ManualClock();
        await using var store = new MemoryMailStore(clock);
        var script = new Script("fuzz", new Dictionary<string, string> { ["fixture"] = "messages 3, account mrose, stamp" }, []);
        await new Fixture(script).FillAsync(store);
        await using var client = new ClientConnection(new Pop3Protocol(clock), store, script, isCut: false);
        var sending = client.SendAllAsync(input);
        var lines = new List<string>();
        while (await client.ReadAsync() is { } line)
        {
            lines.Add(line);
        }

        await sending;
        return lines;
    }
}
