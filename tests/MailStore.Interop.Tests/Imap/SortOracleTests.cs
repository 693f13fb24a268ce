using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Imap;

/// <summary>
/// Real mail in two servers, and both are asked to sort it and to make threads of it: Dovecot is the judge. sort-differences.txt says
/// how much stands elsewhere, and why.
/// </summary>
public sealed class SortOracleTests
{
    private static readonly DateTimeOffset s_first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Threads whose members have another order, again by dates.</summary>
    private const int OtherThreadsMax = 3;

    [ToolFact("dovecot", "npm", "bash")]
    public async Task Real_mail_is_sorted_and_threaded_as_Dovecot_does_it()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        var messages = RealMail.Read().ToList();
        using var folder = new ScratchFolder();
        OpenToAll(folder.Path);
        Fill(folder["Maildir"], messages);
        await using var dovecot = await Dovecot.StartAsync($"mail_location = maildir:{folder["Maildir"]}:INDEX=MEMORY");
        await using var server = await OurServer.StartAsync(["imap"]);
        using var theirs = new SortClient(dovecot.Imap, "anna", Dovecot.Password);
        using var ours = new SortClient(server.Ports["imap"], OurServer.Name, OurServer.Password);
        ours.Append(messages, s_first);
        theirs.Ask("SELECT INBOX", "* ");
        ours.Ask("SELECT INBOX", "* ");
        var elsewhere = Listed();
        var wrong = new List<string>();
        foreach (var command in Commands())
        {
            var (said, expected) = (ours.Ask(command, "* "), theirs.Ask(command, "* "));
            var what = command[..command.IndexOf(" UTF-8", StringComparison.Ordinal)];
            var most = elsewhere.GetValueOrDefault(what);
            var (ourPieces, theirPieces) = (Pieces(said), Pieces(expected));
            var (others, moved) = (ourPieces.Except(theirPieces, StringComparer.Ordinal).Count(), Moved(ourPieces, theirPieces));
            if (ourPieces.Count != theirPieces.Count || others > (command.StartsWith("THREAD", StringComparison.Ordinal) ? OtherThreadsMax : 0) || moved > most)
            {
                wrong.Add($"{command}: {ourPieces.Count} for {theirPieces.Count}, {others} are others, {moved} stand elsewhere, at most {most}");
            }
            else if (moved == 0 && elsewhere.ContainsKey(what))
            {
                wrong.Add($"{command}: nothing stands elsewhere any more, and sort-differences.txt says that something does");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static Dictionary<string, int> Listed() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Imap", "sort-differences.txt")).Where(line => line[0] != '#').Select(line => line.Split(" | "))
            .ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static IEnumerable<string> Commands()
    {
        foreach (var word in (string[])["ARRIVAL", "SIZE", "DATE", "SUBJECT", "FROM", "TO", "CC", "DISPLAYFROM", "DISPLAYTO", "REVERSE SUBJECT DATE"])
        {
            yield return $"SORT ({word}) UTF-8 ALL";
        }

        foreach (var way in (string[])["ORDEREDSUBJECT", "REFERENCES", "REFS"])
        {
            yield return $"THREAD {way} UTF-8 ALL";
        }
    }

    /// <summary>Numbers of a SORT, or the threads of a THREAD.</summary>
    private static List<string> Pieces(string said)
    {
        var pieces = new List<string>();
        if (!said.Contains('(', StringComparison.Ordinal))
        {
            pieces.AddRange(said.Split(' ').Skip(2));
            return pieces;
        }

        var (depth, start) = (0, 0);
        for (var at = 0; at < said.Length; at++)
        {
            start = said[at] == '(' && depth == 0 ? at : start;
            depth += said[at] == '(' ? 1 : said[at] == ')' ? -1 : 0;
            if (said[at] == ')' && depth == 0)
            {
                pieces.Add(said[start..(at + 1)]);
            }
        }

        return pieces;
    }

    /// <summary>What has to be taken out of both until the rest has one order: all but the longest ascending run.</summary>
    private static int Moved(List<string> ours, List<string> theirs)
    {
        var places = theirs.Select((piece, place) => (piece, place)).ToDictionary(pair => pair.piece, pair => pair.place, StringComparer.Ordinal);
        var ends = new List<int>();
        foreach (var place in ours.Where(places.ContainsKey).Select(piece => places[piece]))
        {
            var at = ends.BinarySearch(place);
            at = at < 0 ? ~at : at;
            if (at == ends.Count)
            {
                ends.Add(place);
            }
            else
            {
                ends[at] = place;
            }
        }

        return ours.Count - ends.Count;
    }

    private static void Fill(string maildir, List<RealMessage> messages)
    {
        foreach (var part in (string[])["cur", "new", "tmp"])
        {
            OpenToAll(Directory.CreateDirectory(Path.Combine(maildir, part)).FullName);
        }

        OpenToAll(maildir);
        for (var i = 0; i < messages.Count; i++)
        {
            var path = Path.Combine(maildir, "cur", $"{1_000_000_000 + i}.M{i}.oracle:2,S");
            File.WriteAllBytes(path, messages[i].Octets);
            File.SetLastWriteTimeUtc(path, s_first.AddSeconds(i).UtcDateTime);
        }
    }

    // It may run as another user.
    private static void OpenToAll(string folder) => File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);

    private sealed class SortClient : IDisposable
    {
        private readonly TcpClient _connection;
        private readonly BufferedStream _stream;

        public SortClient(int port, string user, string password)
        {
            _connection = new("127.0.0.1", port) { NoDelay = true };
            _stream = new(_connection.GetStream(), 64 * 1024);
            ReadLine();
            Ask($"LOGIN {user} {password}", "* ");
        }

        public void Append(List<RealMessage> messages, DateTimeOffset first)
        {
            for (var i = 0; i < messages.Count; i++)
            {
                var date = first.AddSeconds(i).ToString("dd-MMM-yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
                _stream.Write(Encoding.ASCII.GetBytes($"a APPEND INBOX (\\Seen) \"{date}\" {{{messages[i].Octets.Length}+}}\r\n"));
                _stream.Write(messages[i].Octets);
                _stream.Write("\r\n"u8);
                _stream.Flush();
                ReadTagged("* ");
            }
        }

        /// <summary>The last response that starts like this.</summary>
        public string Ask(string command, string start)
        {
            _stream.Write(Encoding.ASCII.GetBytes($"a {command}\r\n"));
            _stream.Flush();
            return ReadTagged(start);
        }

        public void Dispose() => _connection.Dispose();

        private string ReadTagged(string start)
        {
            var said = "";
            while (true)
            {
                var line = ReadLine();
                if (line.StartsWith("a ", StringComparison.Ordinal))
                {
                    Assert.StartsWith("a OK", line, StringComparison.Ordinal);
                    return said;
                }

                said = line.StartsWith(start, StringComparison.Ordinal) ? line : said;
            }
        }

        private string ReadLine()
        {
            var line = new StringBuilder();
            for (var octet = _stream.ReadByte(); octet != '\n'; octet = _stream.ReadByte())
            {
                Assert.True(octet >= 0, "The server hung up.");
                line.Append((char)octet);
            }

            return line.ToString().TrimEnd('\r');
        }
    }
}
