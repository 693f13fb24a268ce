using System.Globalization;
using System.Text;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;
using MailStore.Testing.Chance;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Streams;

/// <summary>
/// The same commands, by dice, to us and to Dovecot over the same mail: each reply must say the same. Where it does not, differences.txt
/// says why; a difference that is not in there fails. Other streams by hand: MAILSTORE_SEED and MAILSTORE_STREAMS.
/// </summary>
public sealed class StreamTests
{
    private const int CommandsPerStream = 150;
    private const int MessageBytesMax = 12_000;
    private const int StoryLines = 8;

    private static readonly ulong s_seed = ulong.Parse(Environment.GetEnvironmentVariable("MAILSTORE_SEED") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int s_streams = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_STREAMS") ?? "12", CultureInfo.InvariantCulture);

    [ToolFact("dovecot", "npm", "bash")]
    public async Task Dovecot_says_the_same_to_the_same_commands()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        var messages = Messages();
        var users = Enumerable.Range(0, s_streams).Select(number => $"user{number}").ToList();
        await using var dovecot = await Dovecot.StartAsync("mail_location = mdbox:~/mdbox", "namespace inbox {", "inbox = yes", "separator = /", "}");
        await using var server = await OurServer.StartAsync(["imap"], [.. users.SelectMany(user => new[] { "--user", $"{user}@example.org:{OurServer.Password}" })]);
        var listed = Listed.Read(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Streams", "differences.txt")));
        var wrong = new List<string>();
        var done = 0;
        foreach (var (user, number) in users.Select((user, number) => (user, number)))
        {
            using var ours = new StreamClient(server.Ports["imap"], $"{user}@example.org", OurServer.Password);
            using var theirs = new StreamClient(dovecot.Imap, user, Dovecot.Password);
            Fill([ours, theirs], messages);
            done += Run(s_seed + (ulong)number, ours, theirs, listed, wrong);
        }

        if (Environment.GetEnvironmentVariable("MAILSTORE_SEED") is null)
        {
            wrong.AddRange(listed.Where(known => !known.IsMet).Select(known => $"{known.Command} | {known.Ours} | {known.Theirs} is not different any more"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(60)));
        Assert.True(done > CommandsPerStream * s_streams / 2, $"only {done} commands were compared");
    }

    private static int Run(ulong seed, StreamClient ours, StreamClient theirs, List<Listed> listed, List<string> wrong)
    {
        var maker = new CommandMaker(new Dice(seed));
        var story = new List<string>();
        for (var done = 0; done < CommandsPerStream; done++)
        {
            var command = maker.Next(ours.Counted, ours.IsSelected, ours.IsReadOnly);
            var (we, they) = (ours.Do(command).Facts(), theirs.Do(command).Facts());
            story.Add(command.Split('\r')[0]);
            var isWrong = false;
            foreach (var (one, other) in Differing(we, they))
            {
                if (listed.Find(known => known.Covers(command, one, other)) is { } known)
                {
                    known.IsMet = true;
                }
                else
                {
                    isWrong = true;
                    wrong.Add($"seed {seed}, {done}: {command}\n  we:      {one}\n  Dovecot: {other}\n  after:   {string.Join("; ", story.Where(Matters).TakeLast(StoryLines))}");
                }
            }

            // From here on the two would hold other mail.
            if (isWrong && we[^1][..2] != they[^1][..2])
            {
                return done;
            }
        }

        return CommandsPerStream;
    }

    private static bool Matters(string command) => !command.Contains("FETCH ", StringComparison.Ordinal) && !command.Contains("SEARCH ", StringComparison.Ordinal);

    // Facts of the same thing beside each other; a fact that one server alone tells stands beside nothing.
    private static IEnumerable<(string Ours, string Theirs)> Differing(List<string> ours, List<string> theirs)
    {
        var (onlyOurs, onlyTheirs) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        foreach (var one in onlyOurs)
        {
            var other = onlyTheirs.Find(candidate => Subject(candidate) == Subject(one));
            onlyTheirs.Remove(other ?? "");
            yield return Cut(one, other ?? "(nothing)");
        }

        foreach (var other in onlyTheirs)
        {
            yield return ("(nothing)", other);
        }
    }

    private static string Subject(string fact)
    {
        var words = fact.Split(' ');
        return char.IsAsciiDigit(fact[0]) ? string.Join(' ', words.Take(3)) : words[0] is "OK" or "NO" or "BAD" ? "ending" : words[0];
    }

    // Long facts are shown from shortly before the place where they part.
    private static (string Ours, string Theirs) Cut(string one, string other)
    {
        var common = one.AsSpan().CommonPrefixLength(other);
        var from = one.Length > 300 || other.Length > 300 ? Math.Max(0, common - 60) : 0;
        return (Show(one, from), Show(other, from));
    }

    private static string Show(string fact, int from) =>
        fact[Math.Min(from, fact.Length)..Math.Min(fact.Length, from + 300)].Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Fill(StreamClient[] clients, List<byte[]> messages)
    {
        foreach (var client in clients)
        {
            foreach (var name in (string[])["Work", "Work/Old", "Play"])
            {
                client.Do($"CREATE {name}");
            }

            foreach (var (message, number) in messages.Select((message, number) => (message, number)))
            {
                var date = $"\"{1 + number % 28:00}-{(number % 2 == 0 ? "Aug" : "Sep")}-2002 {number % 24:00}:30:15 +0{number % 10}00\"";
                var appended = client.Do($"APPEND INBOX () {date} {{{message.Length}+}}\r\n{Encoding.Latin1.GetString(message)}");
                Assert.True(appended.Ending.StartsWith("OK", StringComparison.Ordinal), $"message {number}: {appended.Said}");
            }
        }
    }

    // What the two are known to read in different ways is compared elsewhere.
    private static List<byte[]> Messages()
    {
        var known = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Mime", "differences.txt")).Select(line => line.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var real = RealMail.Read().Where((message, at) => at % 190 == 0 && message.Octets.Length <= MessageBytesMax && !known.Contains(message.Name)).Select(message => message.Octets);
        string[] own =
        [
            "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nFrom: \"M\u00fcller\" <m@example.org>\r\nDate: Thu, 22 Aug 2002 10:00:00 +0200\r\n\r\nText\r\n",
            "Subject: parts\r\nDate: Wed, 21 Aug 2002 00:00:01 +0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none the free\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8gbGludXg=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\ndeep linux\r\n--b--\r\n",
            "Subject: no body\r\nDate: 1 Sep 2002 12:00 GMT\r\n\r\n",
                        "Subject: qp\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\nDate: Sun, 25 Aug 2002 23:59:59 -1200\r\n\r\nfr=65e and =\r\nin the long line\r\n",
            "Date: Fri, 23 Aug 2002 23:30:00 -0800\r\nSubject: folded\r\n over two\r\n\tlines\r\nCc: list@example.org,\r\n other@example.org\r\nBcc: x@example.org\r\nX-Missing-Not: a\r\n\r\nbody\r\n",
        ];
        return [.. real, .. own.Select(Encoding.Latin1.GetBytes)];
    }
}
