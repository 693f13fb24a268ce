using System.IO.Pipelines;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Connections;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Wire.Framing;
using MailStore.Wire.Peers;

namespace MailStore.Pop3.Connection;

/// <summary>One client, from the greeting to the last line. Knows nothing of sockets: bytes come and go through a pipe.</summary>
public sealed class Pop3Connection(IClientConnection connection, Pop3Services services)
{
    // RFC 1939 §7: for the whole connection, also behind STLS.
    private readonly string _stamp = services.NewStamp is { } stamp && (services.Sasl.Authenticator.Kinds & CredentialKinds.Secret) != CredentialKinds.None ? stamp() : "";

    /// <summary>Runs until the client leaves or has to. When the server stops, the command in hand is finished, and nothing is deleted.</summary>
    public async Task RunAsync(CancellationToken stopping = default)
    {
        using var reading = new Patience(services.Clock) { Limit = services.Limits.LoginTimeout };
        using var writing = new Patience(services.Clock) { Limit = services.Limits.WriteTimeout };
        await using var stop = stopping.Register(reading.Stop);
        if (await RunAsync(connection.Transport, isGreeted: false, reading, writing, stopping))
        {
            // RFC 2595 §4: a new session on the new pipe, so that nothing that was said in the clear is left.
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

        // A lone line feed ends a line too: people with a terminal, and scripts, and nothing hangs on it in this protocol.
        using var framer = new LineFramer(transport.Input, limits.BeforeLogin, LineEnds.LoneLineFeedToo);
        var output = new Outbox(transport.Output, limits.AfterLogin.ReplyBytesMax, writing);
        using var session = new Pop3Session(framer, output, reading, services, connection, _stamp);
        try
        {
            var loop = new CommandLoop(framer, session);
            if (!isGreeted)
            {
                loop.Greet();
            }

            await loop.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // RFC 3206 §3: nothing is wrong with the client; it may come again. RFC 1939 §3: nothing is deleted.
            Say(session, Reply.Err(ReplyCodes.SysTemp, "The server ends this session"));
        }
        catch (Exception gone) when (gone is ConnectionClosedException or OperationCanceledException)
        {
            // RFC 1939 §3: a session that ends without QUIT deletes nothing, and one that is cut off for its silence is told nothing.
            return false;
        }
        catch (StoreUnavailableException)
        {
            Say(session, Reply.Err(ReplyCodes.SysTemp, "The mail store is closed for now"));
        }
        catch (OutOfMemoryException)
        {
            // This session ends, and what it held comes back; whoever runs connections writes it down.
            Say(session, Reply.Err(ReplyCodes.SysTemp, "There is no memory for that just now"));
            await FlushLastAsync(output);
            throw;
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // A broken invariant ends this session and no other; whoever runs connections writes it down.
            Say(session, Reply.Err(ReplyCodes.SysPerm, "Something is wrong here, and was written down"));
            await FlushLastAsync(output);
            throw;
        }

        await FlushLastAsync(output);
        return session.BeginsTls;
    }

    private static void Say(Pop3Session session, in Reply reply)
    {
        if (!session.IsInMessage)
        {
            session.Say(reply);
        }
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
            // RFC 2595 §4: there is no way back to the plain connection, and so nothing to say.
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
