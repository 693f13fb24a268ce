using System.Text;
using MailStore.Testing.Chance;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

/// <summary>What clients say in all scripts, shuffled and damaged: whatever comes, a session answers in whole lines and never faults.</summary>
public sealed class FuzzTests
{
    private const int LinesPerSession = 30;

    /// <summary>More by hand: <c>MAILSTORE_FUZZ_ROUNDS=5000</c>.</summary>
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_FUZZ_ROUNDS") ?? "50");

    private static readonly string[] s_lines =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "imap"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Script.Read(path).Steps)
            .Where(step => step.Kind == StepKind.Client)
            .Select(step => Messages.Expand(step.Text).Replace("}\r\n", "+}\r\n", StringComparison.Ordinal)),
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
            foreach (var response in await RunAsync(input))
            {
                Assert.True(IsWhole(response), $"seed {seed}, round {round}: \"{response}\" in answer to:\n{input}");
                done += response.Contains(" OK ", StringComparison.Ordinal) && response[0] != '*' ? 1 : 0;
            }
        }

        // Or nothing was tried.
        Assert.True(done > s_rounds * 3, $"only {done} commands were done in {s_rounds} sessions");
    }

    private static string Make(Dice dice)
    {
        var input = new StringBuilder(dice.Below(4) == 0 ? "" : "f1 LOGIN anna secret\r\nf2 SELECT INBOX\r\n");
        for (var number = 0; number < LinesPerSession; number++)
        {
            var line = s_lines[dice.Below(s_lines.Length)] + "\r\n";
            input.Append(dice.Below(3) == 0 ? Damage(line, dice) : line);
        }

        return input.ToString();
    }

    private static string Damage(string line, Dice dice)
    {
        var at = dice.Below(line.Length);
        return dice.Below(4) switch
        {
            0 => line.Remove(at, 1),
            1 => line.Insert(at, ((char)dice.Below(256)).ToString()),
            2 => line[..at] + line[dice.Below(line.Length)..],
            _ => line.Insert(at, "{" + dice.Below(100) + "+}\r\n"),
        };
    }

    private static async Task<List<string>> RunAsync(string input)
    {
        var clock = new ManualClock();
        await using var store = new MemoryMailStore(clock);
        var script = new Script("fuzz", new Dictionary<string, string> { ["fixture"] = "messages 3, mailbox Work", ["limits"] = "small" }, []);
        await new Fixture(script).FillAsync(store);
        await using var client = new ClientConnection(new ImapProtocol(clock), store, script, isCut: false);
        var sending = client.SendAllAsync(input);
        var responses = new List<string>();
        while (await client.ReadAsync() is { } response)
        {
            responses.Add(response);
        }

        await sending;
        return responses;
    }

    // RFC 9051 §2.2.2: untagged, a continuation, or a tag with how it ended.
    private static bool IsWhole(string response)
    {
        var words = response.Split(' ');
        return words.Length > 1 && (words[0] is "*" or "+" || words[1] is "OK" or "NO" or "BAD");
    }
}
