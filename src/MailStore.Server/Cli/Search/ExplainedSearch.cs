using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Searching;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Search;

/// <summary>A search as a client would run it, by a session without a network, so that what is told is what clients get.</summary>
internal sealed class ExplainedSearch(StoreFolder folder, AccountName user, string mailbox, string keys)
{
    public SearchTrace Trace { get; } = new(TimeProvider.System);

    public long Found { get; private set; }

    public TimeSpan Took { get; private set; }

    /// <returns>Why it was not run; null if it was.</returns>
    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        if (mailbox.Concat(keys).Any(char.IsControl))
        {
            return "A search is one line of text.";
        }

        // RFC 9051 §6.3.1: then names and texts are UTF-8.
        var name = mailbox.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var script = $"a LOGIN x x\r\nb ENABLE IMAP4rev2\r\nc EXAMINE \"{name}\"\r\nd SEARCH RETURN (COUNT) CHARSET UTF-8 {keys}\r\ne LOGOUT\r\n";
        using var client = new ScriptedClient(Encoding.UTF8.GetBytes(script));
        var services = new ImapServices(folder.Store, new OperatorSignIn(user), TimeProvider.System) { Trace = Trace, Extraction = folder.Extraction };
        var start = TimeProvider.System.GetTimestamp();
        await new ImapConnection(client, services).RunAsync(cancel);
        Took = TimeProvider.System.GetElapsedTime(start);
        var lines = client.Replies.Split("\r\n");
        if (lines.FirstOrDefault(line => line.StartsWith("c ", StringComparison.Ordinal) || line.StartsWith("d ", StringComparison.Ordinal)
            ? !line.AsSpan(2).StartsWith("OK", StringComparison.Ordinal) : line.StartsWith("* BYE [", StringComparison.Ordinal)) is { } refusal)
        {
            return refusal[2..];
        }

        const string count = "COUNT ";
        var answer = Array.Find(lines, line => line.StartsWith("* ESEARCH", StringComparison.Ordinal)) ?? "";
        var at = answer.IndexOf(count, StringComparison.Ordinal);
        Found = at < 0 ? 0 : long.Parse(answer[(at + count.Length)..].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture);
        return null;
    }
}
