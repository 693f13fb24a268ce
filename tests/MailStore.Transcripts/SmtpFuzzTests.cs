using System.Text;
using MailStore.Testing.Chance;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Running;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts;

/// <summary>What clients say in all scripts of SMTP, shuffled and damaged: whatever comes, a session answers in replies and never faults.</summary>
public sealed class SmtpFuzzTests
{
    private const int LinesPerSession = 40;

    /// <summary>More by hand: <c>MAILSTORE_FUZZ_ROUNDS=5000</c>.</summary>
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_FUZZ_ROUNDS") ?? "50");

    private static readonly string[] s_lines =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "smtp"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Script.Read(path).Steps)
            .Where(step => step.Kind == StepKind.Client)
            .Select(step => SmtpHabits.Expand(step.Text)),
    ];

    [Theory]
    [InlineData("lmtp", 1)]
    [InlineData("intake", 2)]
    [InlineData("submission", 3)]
    public async Task A_session_survives_whatever_is_said_to_it(string role, ulong seed)
    {
        var dice = new Dice(seed);
        var taken = 0;
        for (var round = 0; round < s_rounds; round++)
        {
            var input = Make(role, dice);
            foreach (var reply in await RunAsync(role, input))
            {
                Assert.True(IsReply(reply), $"seed {seed}, round {round}: \"{reply}\" in answer to:\n{input}");
                taken += reply.Contains("Stored as", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        // Or nothing was tried.
        Assert.True(taken > s_rounds / 5, $"only {taken} messages were taken in {s_rounds} sessions");
    }

    private static string Make(string role, Dice dice)
    {
        var input = new StringBuilder(role switch
        {
            "lmtp" => "LHLO fuzz.example\r\n",
            "intake" => "EHLO fuzz.example\r\n",
            _ => "EHLO fuzz.example\r\nAUTH PLAIN AGFubmEAc2VjcmV0\r\n",
        });
        for (var number = 0; number < LinesPerSession; number++)
        {
            if (dice.Below(6) == 0)
            {
                input.Append("RSET\r\nMAIL FROM:<anna@example.org>\r\nRCPT TO:<anna@example.org>\r\n").Append(dice.Below(2) == 0 ? "DATA\r\nFrom: anna@example.org\r\n.\r\n" : "BDAT 10 LAST\r\nSubject:\r\n");
            }

            var line = s_lines[dice.Below(s_lines.Length)];
            input.Append(dice.Below(3) == 0 && line.Length > 0 ? Damage(line, dice) : line);
        }

        return input.ToString();
    }

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

    private static async Task<List<string>> RunAsync(string role, string input)
    {
        var clock = new ManualClock();
        await using var store = new MemoryMailStore(clock);
        var script = new Script("fuzz", new Dictionary<string, string> { ["role"] = role, ["settings"] = "relay, answers, trusted", ["fixture"] = "account bert, account outbox, quota 20000" }, []);
        await new Fixture(script).FillAsync(store);
        await using var client = new ClientConnection(new SmtpProtocol(clock), store, script, isCut: false);
        var sending = client.SendAllAsync(input);
        var replies = new List<string>();
        while (await client.ReadAsync() is { } reply)
        {
            replies.Add(reply);
        }

        await sending;
        return replies;
    }

    // RFC 5321 §4.2: three digits, and a blank or a hyphen.
    private static bool IsReply(string reply) => reply.Length > 3 && reply[0] is >= '2' and <= '5' && char.IsAsciiDigit(reply[1]) && char.IsAsciiDigit(reply[2]) && (reply[3] is ' ' or '-');
}
