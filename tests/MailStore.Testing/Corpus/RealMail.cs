namespace MailStore.Testing.Corpus;

/// <summary>The 6,046 real messages that <c>bench/peers/corpus.sh</c> fetches, as a mail server would have received them.</summary>
public static class RealMail
{
    public const int Count = 6046;

    /// <summary>Where the script puts them, whether or not they are there.</summary>
    public static string Folder => Path.Combine(
        Environment.GetEnvironmentVariable("MAILSTORE_CACHE") ?? Path.Combine(CacheHome, "mailstore"), "spam-assassin-0.2.3");

    private static string CacheHome =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>In the same order everywhere.</summary>
    /// <exception cref="DirectoryNotFoundException">They are not there; the message says how to get them.</exception>
    public static IEnumerable<RealMessage> Read()
    {
        if (!Directory.Exists(Folder))
        {
            throw new DirectoryNotFoundException($"{Folder} is not there: bench/peers/corpus.sh fetches the messages.");
        }

        return Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new RealMessage(Path.GetFileNameWithoutExtension(path), AsReceived(File.ReadAllBytes(path))));
    }

    /// <summary>Without the line that separates messages in an mbox, and with CR LF at the end of each line.</summary>
    private static byte[] AsReceived(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("From "u8))
        {
            file = file[(file.IndexOf((byte)'\n') + 1)..];
        }

        var received = new List<byte>(file.Length + (file.Length / 16));
        while (!file.IsEmpty)
        {
            var end = file.IndexOf((byte)'\n');
            var line = end < 0 ? file : file[..end];
            received.AddRange(line.EndsWith("\r"u8) ? line[..^1] : line);
            if (end >= 0)
            {
                received.AddRange("\r\n"u8);
            }

            file = end < 0 ? [] : file[(end + 1)..];
        }

        return [.. received];
    }
}
