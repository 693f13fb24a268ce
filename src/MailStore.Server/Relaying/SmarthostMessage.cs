using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Relaying;
using MailStore.Wire.Writing;

namespace MailStore.Server.Relaying;

/// <summary>One message on its way to the smarthost, over a connection of its own.</summary>
internal sealed class SmarthostMessage(SmarthostPlace place, string ownName) : IRelayedMessage
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly SmtpWire _wire = new();
    private DotWriter? _dots;
    private RelayReply? _refused;
    private int _recipients;

    /// <summary>What is refused here is said for each recipient.</summary>
    public async ValueTask BeginAsync(RelayEnvelope envelope, CancellationToken cancellation)
    {
        _refused = await TryAsync(async cancel =>
        {
            await _wire.ConnectAsync(place, cancel);
            var answer = await GreetAsync(cancel);
            if (!answer.IsPositive)
            {
                return answer.ToReply();
            }

            if (envelope.IsUtf8 && !answer.Offers("SMTPUTF8"))
            {
                // RFC 6531 §3.5
                return new RelayReply(553, "5.6.7", "The next server takes no addresses in UTF-8");
            }

            SendsNotices = answer.Offers("DSN");
            var notices = SendsNotices && envelope.Notices.Length > 0 ? " " + envelope.Notices : "";
            var size = envelope.Bytes is { } bytes && answer.Offers("SIZE") ? $" SIZE={bytes}" : "";
            var body = envelope.IsEightBit && answer.Offers("8BITMIME") ? " BODY=8BITMIME" : "";
            return (await _wire.AskAsync($"MAIL FROM:<{Written(envelope.Sender)}>{size}{body}{notices}{(envelope.IsUtf8 ? " SMTPUTF8" : "")}", cancel)).ToReply();
        }, cancellation) is { IsPositive: false } refused ? refused : null;
    }

    public bool SendsNotices { get; private set; }

    public async ValueTask<RelayReply> AddAsync(EnvelopeAddress recipient, string notices, CancellationToken cancellation = default)
    {
        if (_refused is { } refused)
        {
            return refused;
        }

        var reply = await TryAsync(async cancel => (await _wire.AskAsync($"RCPT TO:<{Written(recipient)}>{(SendsNotices && notices.Length > 0 ? " " + notices : "")}", cancel)).ToReply(), cancellation);
        _recipients += reply.IsPositive ? 1 : 0;
        return reply;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default)
    {
        if (_refused is not null || _recipients == 0)
        {
            return;
        }

        var reply = await TryAsync(async cancel =>
        {
            if (_dots is null && await _wire.AskAsync("DATA", cancel) is { Code: not 354 } answer)
            {
                return answer.IsPositive ? new RelayReply(451, "4.5.0", "The next server does not speak SMTP") : answer.ToReply();
            }

            _dots ??= new(_wire.Output);
            _dots.Write(octets.Span);
            await _wire.FlushAsync(cancel);
            return new RelayReply(250, "", "");
        }, cancellation);
        _refused = reply.IsPositive ? null : reply;
    }

    public async ValueTask<RelayReply> FinishAsync(CancellationToken cancellation = default) => _refused ?? await TryAsync(async cancel =>
    {
        if (_dots is null)
        {
            return new RelayReply(451, "4.5.0", "Nothing was there to be sent");
        }

        _dots.End();
        await _wire.FlushAsync(cancel);
        return (await _wire.ReadAsync(cancel)).ToReply();
    }, cancellation);

    /// <summary>A connection that ends before the last dot was no message (RFC 5321 §4.1.1.4).</summary>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    private async Task<SmtpAnswer> GreetAsync(CancellationToken cancellation)
    {
        var greeting = await _wire.ReadAsync(cancellation);
        if (!greeting.IsPositive)
        {
            return greeting;
        }

        var answer = await _wire.AskAsync($"EHLO {ownName}", cancellation);
        if (!place.IsTls && answer.Offers("STARTTLS") && (await _wire.AskAsync("STARTTLS", cancellation)).IsPositive)
        {
            await _wire.StartTlsAsync(place, mustVerify: place.HasLogin, cancellation);
            answer = await _wire.AskAsync($"EHLO {ownName}", cancellation);
        }
        else if (!place.IsTls && place.HasLogin)
        {
            return new(454, ["4.7.0 The next server has no TLS, and a password is not sent without"]);
        }

        if (!place.HasLogin || !answer.IsPositive)
        {
            return answer;
        }

        var plain = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{place.User}\0{place.Password}"));
        var login = await _wire.AskAsync($"AUTH PLAIN {plain}", cancellation);

        // That our own login was refused is nothing that the user can mend.
        return login.IsPositive ? answer : new(451, ["4.7.0 The next server did not let us in"]);
    }

    private static async Task<RelayReply> TryAsync(Func<CancellationToken, Task<RelayReply>> step, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            return await step(limit.Token);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(451, "4.4.1", "The next server cannot be reached just now");
        }
    }

    private static string Written(EnvelopeAddress address)
    {
        var local = Encoding.UTF8.GetString(address.Local.Span);
        var isPlain = local.All(letter => letter > 127 || char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal))
            && !local.Contains("..", StringComparison.Ordinal) && !local.StartsWith('.') && !local.EndsWith('.');
        var written = isPlain || local.Length == 0
            ? local
            : $"\"{local.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return address.Domain.IsEmpty ? written : $"{written}@{Encoding.UTF8.GetString(address.Domain.Span)}";
    }
}
