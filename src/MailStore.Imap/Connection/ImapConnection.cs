using System.IO.Pipelines;
using MailStore.Abstractions.Changes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Framing;
using MailStore.Wire.Peers;

namespace MailStore.Imap.Connection;

/// <summary>One client, from the greeting to the last line. Knows nothing of sockets: bytes come and go through a pipe.</summary>
/// <param name="isPrivate">Nobody can listen: passwords may be sent.</param>
public sealed class ImapConnection(IDuplexPipe transport, ImapServices services, bool isPrivate)
{
    /// <summary>Runs until the client leaves or has to. When the server stops, the command in hand is finished and then BYE is said.</summary>
    public async Task RunAsync(CancellationToken stopping = default)
    {
        var limits = services.Limits;
        using var reading = new Patience(services.Clock) { Limit = limits.LoginTimeout };
        using var writing = new Patience(services.Clock) { Limit = limits.WriteTimeout };
        await using var stop = stopping.Register(reading.Stop);

        // A lone line feed is refused: what follows would be read differently by others on the way.
        using var framer = new ImapFramer(transport.Input, limits.BeforeLogin, LineEnds.CrLfOnly);
        var output = new Outbox(transport.Output, limits.AfterLogin.ReplyBytesMax, writing);
        using var session = new ImapSession(framer, output, reading, services, isPrivate);
        try
        {
            await new CommandLoop(framer, session).RunAsync();
        }
        catch (ConnectionClosedException)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            // RFC 9051 §7.1.5: a shutdown, or RFC 9051 §5.4: the client said nothing for too long.
            session.SayBye(
                stopping.IsCancellationRequested ? CodeKind.Unavailable : CodeKind.None,
                stopping.IsCancellationRequested ? "The server stops" : "Too long without a word");
        }
        catch (StoreUnavailableException)
        {
            session.SayBye(CodeKind.Unavailable, "The mail store is closed for now");
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // A broken invariant ends this session and no other; whoever runs connections writes it down.
            session.SayBye(CodeKind.ServerBug, "Something is wrong here, and was written down");
            await FlushLastAsync(output);
            throw;
        }

        await FlushLastAsync(output);
    }

    private static async ValueTask FlushLastAsync(Outbox output)
    {
        try
        {
            await output.FlushAsync();
        }
        catch (Exception gone) when (gone is ConnectionClosedException or OperationCanceledException)
        {
            // The last word reached nobody, and nothing hangs on it.
            _ = gone;
        }
    }
}
