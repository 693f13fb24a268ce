using System.IO.Pipelines;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Connections;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Framing;
using MailStore.Wire.Peers;

namespace MailStore.Imap.Connection;

/// <summary>One client, from the greeting to the last line. Knows nothing of sockets: bytes come and go through a pipe.</summary>
public sealed class ImapConnection(IClientConnection connection, ImapServices services)
{
    /// <summary>Runs until the client leaves or has to. When the server stops, the command in hand is finished and then BYE is said.</summary>
    public async Task RunAsync(CancellationToken stopping = default)
    {
        using var reading = new Patience(services.Clock) { Limit = services.Limits.LoginTimeout };
        using var writing = new Patience(services.Clock) { Limit = services.Limits.WriteTimeout };
        await using var stop = stopping.Register(reading.Stop);
        if (await RunAsync(connection.Transport, isGreeted: false, reading, writing, stopping))
        {
            // RFC 9051 §6.2.1: a new session on the new pipe, so that nothing that was said in the clear is left.
            var secret = await StartTlsAsync(reading);
            if (secret is not null)
            {
                await RunAsync(secret, isGreeted: true, reading, writing, stopping);
            }
        }
    }

    /// <summary>True if TLS is to begin.</summary>
    private async Task<bool> RunAsync(IDuplexPipe transport, bool isGreeted, Patience reading, Patience writing, CancellationToken stopping)
    {
        var limits = services.Limits;

        // A lone line feed is refused: what follows would be read differently by others on the way.
        using var framer = new ImapFramer(transport.Input, limits.BeforeLogin, LineEnds.CrLfOnly);
        var output = new Outbox(transport.Output, limits.AfterLogin.ReplyBytesMax, writing);
        using var session = new ImapSession(framer, output, reading, services, connection);
        try
        {
            var loop = new CommandLoop(framer, session);
            if (!isGreeted)
            {
                loop.Greet();
            }

            await loop.RunAsync();
        }
        catch (ConnectionClosedException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // RFC 9051 §7.1.5: a shutdown, or RFC 9051 §5.4: the client said nothing for too long.
            session.SayBye(
                stopping.IsCancellationRequested ? CodeKind.Unavailable : CodeKind.None,
                stopping.IsCancellationRequested ? "The server ends this session" : "Too long without a word");
        }
        catch (StoreUnavailableException)
        {
            session.SayBye(CodeKind.Unavailable, "The mail store is closed for now");
        }
        catch (OutOfMemoryException)
        {
            // This session ends, and what it held comes back; whoever runs connections writes it down.
            session.SayBye(CodeKind.Unavailable, "There is no memory for that just now");
            await FlushLastAsync(output);
            throw;
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // A broken invariant ends this session and no other; whoever runs connections writes it down.
            session.SayBye(CodeKind.ServerBug, "Something is wrong here, and was written down");
            await FlushLastAsync(output);
            throw;
        }

        await FlushLastAsync(output);
        return session.BeginsTls;
    }

    private async ValueTask<IDuplexPipe?> StartTlsAsync(Patience reading)
    {
        try
        {
            var secret = await connection.StartTlsAsync(reading.Begin());
            reading.End();
            return secret;
        }
        catch (Exception failed) when (failed is IOException or OperationCanceledException)
        {
            // RFC 9051 §6.2.1: there is no way back to the plain connection, and so nothing to say.
            _ = failed;
            return null;
        }
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
