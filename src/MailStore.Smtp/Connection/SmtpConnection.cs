using System.IO.Pipelines;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Connections;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Connection;

/// <summary>One client, from the greeting to the last line. Knows nothing of sockets.</summary>
public sealed class SmtpConnection(IClientConnection connection, SmtpServices services)
{
    /// <summary>Runs until the client leaves or has to. When the server stops, the command in hand is finished and then 421 is said.</summary>
    public async Task RunAsync(CancellationToken stopping = default)
    {
        using var reading = new Patience(services.Clock) { Limit = services.Limits.CommandTimeout };
        using var writing = new Patience(services.Clock) { Limit = services.Limits.WriteTimeout };
        await using var stop = stopping.Register(reading.Stop);
        var visitor = new Visitor { Address = connection.Peer?.Address, Origin = connection.Peer?.Address, Port = connection.Peer?.Port ?? 0 };

        var transport = connection.Transport;
        var isGreeted = false;
        while (transport is not null)
        {
            // RFC 3207 §4.2: behind TLS nothing holds of what was said before it.
            var output = new Outbox(transport.Output, services.Limits.Octets.ReplyBytesMax, writing);
            transport = await RunAsync(transport, output, reading, visitor, isGreeted, stopping)
                ? await connection.StartTlsAsync(stopping)
                : null;
            isGreeted = true;
            visitor.Forget();
        }
    }

    /// <returns>TLS is to begin.</returns>
    private async Task<bool> RunAsync(
        IDuplexPipe transport, Outbox output, Patience reading, Visitor visitor, bool isGreeted, CancellationToken stopping)
    {
        using var input = new SmtpInput(transport.Input, services.Limits.Octets);
        await using var session = new SmtpSession(input, output, reading, connection, visitor, services);
        try
        {
            await new CommandLoop(session).RunAsync(isGreeted);
        }
        catch (ConnectionClosedException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // RFC 5321 §3.8: a shutdown, or §4.5.3.2.7: the client said nothing for too long.
            session.Say(stopping.IsCancellationRequested
                ? Reply.Close(3, 2, "The server ends this session")
                : Reply.Close(4, 2, "Too long without a word"));
        }
        catch (StoreUnavailableException)
        {
            session.Say(Reply.Close(3, 0, "The mail store is closed for now"));
        }
        catch (OutOfMemoryException)
        {
            // This session ends, and what it held comes back; whoever runs connections writes it down.
            session.Say(Reply.Close(3, 1, "There is no memory for that just now"));
            await FlushLastAsync(output);
            throw;
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // A broken invariant ends this session and no other; whoever runs connections writes it down.
            session.Say(Reply.Close(3, 0, "Something is wrong here, and was written down"));
            await FlushLastAsync(output);
            throw;
        }

        await FlushLastAsync(output);
        return session.IsTlsAgreed;
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
