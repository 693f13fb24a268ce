using System.Text;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Mime;

/// <summary>
/// Dovecot is asked about real mail and nasty mail, item by item, and MailStore.Mime must say the same to the octet. Where it does not,
/// differences.txt says why; a difference that is not in there, or one in there that is none any more, fails.
/// </summary>
public sealed class DovecotOracleTests
{
    private const double EqualShareMin = 0.995;

    [ToolFact("dovecot", "npm", "bash")]
    public async Task Real_mail_is_described_as_Dovecot_describes_it()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        var messages = RealMail.Read().ToList();
        Assert.Equal(RealMail.Count, messages.Count);
        await CompareAsync(messages, "differences.txt");
    }

    [ToolFact("dovecot", "bash")]
    public async Task Nasty_mail_is_described_as_Dovecot_describes_it() => await CompareAsync(NastyMail.All, "nasty-differences.txt");

    private static async Task CompareAsync(IReadOnlyList<RealMessage> messages, string listed)
    {
        using var folder = new ScratchFolder();
        OpenToAll(folder.Path);
        Fill(folder["Maildir"], messages);
        await using var dovecot = await Dovecot.StartAsync($"mail_location = maildir:{folder["Maildir"]}:INDEX=MEMORY");
        var differences = new List<string>();
        foreach (var item in OracleItem.Described)
        {
            // Each in a session without a memory: what Dovecot remembers of a plain message is spelt in small letters the next time.
            using var client = OracleClient.Open(dovecot.Imap, "anna", Dovecot.Password);
            differences.AddRange(Compare(client, item, messages));
        }

        using var reader = OracleClient.Open(dovecot.Imap, "anna", Dovecot.Password);
        foreach (var item in OracleItem.Sections)
        {
            differences.AddRange(Compare(reader, item, messages));
        }

        Judge(differences, File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Mime", listed)));
    }

    private static void Judge(List<string> differences, string[] listed)
    {
        var known = listed.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ")).ToList();
        var said = differences.Select(difference => difference.Split(" | ")).ToList();
        var unexpected = said.Where(one => !known.Exists(other => other[0] == one[0] && other[1] == one[1])).Select(one => string.Join(" | ", one));
        var gone = known.Where(one => !said.Exists(other => other[0] == one[0] && other[1] == one[1])).Select(one => $"{one[0]} | {one[1]} is not different any more");
        var wrong = string.Join('\n', unexpected.Concat(gone));
        Assert.True(wrong.Length == 0, wrong);
        Assert.All(known, line => Assert.True(line.Length == 3 && line[2].Contains("RFC ", StringComparison.Ordinal), "Each difference has its reason and the RFC."));
    }

    private static List<string> Compare(OracleClient client, OracleItem item, IReadOnlyList<RealMessage> messages)
    {
        var theirs = client.Fetch(item.Name);
        Assert.Equal(messages.Count, theirs.Count);
        var (differences, ours) = (new List<string>(), new OurAnswers());
        for (var i = 0; i < messages.Count; i++)
        {
            ours.Open(messages[i].Octets);
            var said = ours.Say(item);
            if (!said.SequenceEqual(theirs[i + 1]))
            {
                var common = said.CommonPrefixLength(theirs[i + 1]);
                differences.Add($"{messages[i].Name} | {item.Name} | Dovecot: {Show(theirs[i + 1], common)} we: {Show(said, common)}");
            }
        }

        Assert.True(messages.Count < 1000 || differences.Count <= (1 - EqualShareMin) * messages.Count, $"{item.Name}: {differences.Count} of {messages.Count} differ:\n{string.Join('\n', differences.Take(20))}");
        return differences;
    }

    private static string Show(ReadOnlySpan<byte> said, int at) =>
        Encoding.Latin1.GetString(said[Math.Max(0, at - 20)..Math.Min(said.Length, at + 80)]).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Fill(string maildir, IReadOnlyList<RealMessage> messages)
    {
        foreach (var part in (string[])["cur", "new", "tmp"])
        {
            OpenToAll(Directory.CreateDirectory(Path.Combine(maildir, part)).FullName);
        }

        OpenToAll(maildir);

        // Dovecot numbers them by their names.
        for (var i = 0; i < messages.Count; i++)
        {
            File.WriteAllBytes(Path.Combine(maildir, "cur", $"{1_000_000_000 + i}.M{i}.oracle:2,S"), messages[i].Octets);
        }
    }

    // It may run as another user.
    private static void OpenToAll(string folder) => File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
}
