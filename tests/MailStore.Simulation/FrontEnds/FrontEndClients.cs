using System.Globalization;

namespace MailStore.Simulation.FrontEnds;

/// <summary>
/// Clients of all front ends. Each question has one of two answers: it is done, or it is refused in words that mean "not now", after which
/// the session may be over. Anything else, silence included, is a fault of the server.
/// </summary>
internal sealed class FrontEndClients(FrontEndScene scene) : IAsyncDisposable
{
    private MemoryPeer? _imap;
    private int _tag;

    /// <summary>RFC 5530 §3: UNAVAILABLE is what passes. The session is opened when there is none, and stays open as long as the server likes.</summary>
    public async Task<bool> ImapAsync(string command)
    {
        if (_imap is null)
        {
            _imap = scene.Imap();
            await _imap.AskAsync("", line => line.StartsWith("* OK", StringComparison.Ordinal));
            if (!await ImapAsync("LOGIN anna secret") || !await ImapAsync("SELECT INBOX"))
            {
                return false;
            }
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"t{++_tag} ");
        var said = await _imap.AskAsync($"{tag}{command}\r\n", line => line.StartsWith(tag, StringComparison.Ordinal) || line.StartsWith("* BYE", StringComparison.Ordinal));
        var isDone = said?.StartsWith(tag + "OK", StringComparison.Ordinal) == true;
        Assert.True(
            isDone || said?.StartsWith(tag + "NO [UNAVAILABLE]", StringComparison.Ordinal) == true || said?.StartsWith("* BYE [UNAVAILABLE]", StringComparison.Ordinal) == true,
            $"IMAP {command[..Math.Min(60, command.Length)]} was answered \"{said}\"");
        if (said!.StartsWith("* BYE", StringComparison.Ordinal))
        {
            await _imap.DisposeAsync();
            _imap = null;
        }

        return isDone;
    }

    public Task<bool> AppendAsync(string subject)
    {
        var text = MailText.Write(subject);
        return ImapAsync(string.Create(CultureInfo.InvariantCulture, $"APPEND INBOX {{{text.Length}+}}\r\n{text}"));
    }

    /// <summary>RFC 5321 §4.2.1: a 4yz, so that the peer keeps the message and comes again. RFC 3463 §3.4: X.3.1 is a full system, X.3.0 another trouble of it.</summary>
    public async Task<bool> DeliverAsync(string user, string subject)
    {
        await using var peer = scene.Lmtp();
        var said = await peer.AskAsync("", IsReply);
        foreach (var line in new[] { "LHLO peer.example", "MAIL FROM:<a@example.net>", $"RCPT TO:<{user}@example.org>", "DATA", MailText.Write(subject) + "." })
        {
            if (said is null || said[0] is '4' or '5')
            {
                break;
            }

            said = await peer.AskAsync(line + "\r\n", IsReply);
        }

        Assert.True(
            said is not null && (said.StartsWith("250 2.", StringComparison.Ordinal) || said.StartsWith("452 4.3.1 ", StringComparison.Ordinal) || said.StartsWith("451 4.3.", StringComparison.Ordinal) || said.StartsWith("421 4.3.", StringComparison.Ordinal)),
            $"a delivery was answered \"{said}\"");
        return said![0] == '2';

        static bool IsReply(string line) => line.Length < 4 || line[3] != '-';
    }

    /// <summary>Fetches ben's first message and deletes it. RFC 3206 §4: SYS/TEMP is what passes.</summary>
    public static async Task<(string Subject, Func<Task<bool>> QuitAsync)?> FetchAsync(MemoryPeer peer)
    {
        var subject = "";
        foreach (var command in new[] { "", "USER ben\r\n", "PASS secret\r\n", "RETR 1\r\n", "DELE 1\r\n" })
        {
            var isRetrieval = command.StartsWith("RETR", StringComparison.Ordinal);
            var said = await peer.AskAsync(command, IsAnswer);
            if (isRetrieval && said?[0] == '+')
            {
                subject = MailText.SubjectOf(await peer.AskAsync("", line => line.StartsWith("Subject: ", StringComparison.Ordinal)) + "\r");
                await peer.AskAsync("", line => line == ".");
            }

            if (!IsDone(said, command))
            {
                return null;
            }
        }

        return (subject, async () => IsDone(await peer.AskAsync("QUIT\r\n", IsAnswer), "QUIT"));

        static bool IsAnswer(string line) => line.StartsWith("+OK", StringComparison.Ordinal) || line.StartsWith("-ERR", StringComparison.Ordinal);

        static bool IsDone(string? said, string command)
        {
            Assert.True(said is not null && (said[0] == '+' || said.StartsWith("-ERR [SYS/TEMP]", StringComparison.Ordinal)), $"POP3 {command.Trim()} was answered \"{said}\"");
            return said![0] == '+';
        }
    }

    public ValueTask DisposeAsync() => _imap?.DisposeAsync() ?? ValueTask.CompletedTask;
}
