using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Smtp;

/// <summary>What anna finds, by curl over IMAP.</summary>
internal static class Inbox
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a message: who sent it may not wait for its arrival. Says what the other side's log has if none comes.</summary>
    public static async Task<string> ReadAsync(OurServer server, int uid, Func<string>? log = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var timer = new PeriodicTimer(s_pause);
        while (true)
        {
            var got = await ExternalProgram.RunAsync(
                "curl", "--silent", "--user", $"{OurServer.Name}:{OurServer.Password}", $"imap://127.0.0.1:{server.Ports["imap"]}/INBOX;UID={uid}");
            if (got is { ExitCode: 0, Output.Length: > 0 })
            {
                return got.Output;
            }

            Assert.False(patience.IsCancellationRequested, $"No message {uid} came. {log?.Invoke()}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
