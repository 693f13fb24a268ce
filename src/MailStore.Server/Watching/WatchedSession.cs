using System.Diagnostics;
using System.Net;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Connections;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Watching;

/// <summary>One session as an operator sees it.</summary>
internal sealed class WatchedSession : ISessionWatch, IDisposable
{
    private readonly Watchtower _tower;
    private readonly CancellationTokenSource _kick;
    private readonly KeyValuePair<string, object?> _protocol;
    private readonly Activity? _span;
    private readonly long _startedAt;

    public WatchedSession(Watchtower tower, string protocol, IPEndPoint? peer, CancellationToken stopping)
    {
        (_tower, Protocol, Peer) = (tower, protocol, peer);
        _kick = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _protocol = new("protocol", protocol);
        _startedAt = tower.Clock.GetTimestamp();
        Id = tower.Sessions.NextId();
        Started = tower.Clock.GetUtcNow();
        _span = tower.Spans.StartActivity(protocol, ActivityKind.Server);
        _span?.SetTag("session", Id);
        tower.Sessions.Add(this);
        tower.Meters.Sessions.Add(1, _protocol);
    }

    /// <summary>By which it is kicked and found in logs. Starts at 1 with each start of the server.</summary>
    public long Id { get; }

    public string Protocol { get; }

    public IPEndPoint? Peer { get; }

    public DateTimeOffset Started { get; }

    /// <summary>Set once TLS is there.</summary>
    public TlsSession? Tls { get; set; }

    /// <summary>Null before the log-in.</summary>
    public string? Account { get; private set; }

    /// <summary>Empty before the first.</summary>
    public string LastVerb { get; private set; } = "";

    public long Commands { get; private set; }

    public long Deliveries { get; private set; }

    public TimeSpan Age => _tower.Clock.GetElapsedTime(_startedAt);

    /// <summary>The server stops, or an operator ends this session.</summary>
    public CancellationToken Stopping => _kick.Token;

    public void Kick() => _kick.Cancel();

    public void SignedIn(SignInOutcome outcome, AccountName account)
    {
        Account = outcome == SignInOutcome.Accepted ? account.Text : Account;
        _tower.Meters.LogIns.Add(1, _protocol, new("outcome", NameOf(outcome)));
        if (outcome != SignInOutcome.Accepted)
        {
            _tower.Log.Write(LogLevel.Warning, "login", [new("session", Id), new("protocol", Protocol), new("peer", Peer), new("outcome", NameOf(outcome))]);
        }
    }

    public void Answered(string verb, long startedAt)
    {
        Commands++;
        LastVerb = verb;
        var took = _tower.Clock.GetElapsedTime(startedAt);
        _tower.Meters.Commands.Record(took.TotalSeconds, _protocol, new("verb", verb));
        if (_tower.Spans.HasListeners() && _span is not null)
        {
            using var span = _tower.Spans.StartActivity(verb, ActivityKind.Internal, _span.Context, startTime: _tower.Clock.GetUtcNow() - took);
        }
    }

    public void Delivered(ulong id, long octets, IReadOnlyList<Recipient> recipients, IReadOnlyList<DeliveryResult> outcomes)
    {
        Deliveries++;
        _tower.Meters.DeliveredBytes.Add(octets, _protocol);
        for (var at = 0; at < outcomes.Count; at++)
        {
            var (recipient, outcome) = (recipients[at], outcomes[at]);
            var isTaken = outcome.Refusal == Refusal.None;
            _tower.Meters.Deliveries.Add(1, _protocol, new("outcome", isTaken ? "taken" : "refused"));
            if (_tower.Log.IsEnabled(LogLevel.Information))
            {
                _tower.Log.Write(LogLevel.Information, "delivery",
                [
                    new("session", Id), new("message", id.ToString("x")), new("account", recipient.Account), new("octets", octets),
                    new("outcome", isTaken ? "taken" : outcome.Refusal.ToString()), new("uid", isTaken ? outcome.Uid.Value : null),
                ]);
            }
        }
    }

    public void Told(long heardAt) => _tower.Meters.IdleTold.Record(_tower.Clock.GetElapsedTime(heardAt).TotalSeconds);

    /// <summary>Its last word: the line of the session.</summary>
    /// <param name="end">How it ended.</param>
    public void End(string end)
    {
        _tower.Sessions.Remove(this);
        _span?.Dispose();
        _tower.Log.Write(LogLevel.Information, "session",
        [
            new("session", Id), new("protocol", Protocol), new("peer", Peer), new("account", Account), new("tls", Tls?.Protocol),
            new("commands", Commands), new("deliveries", Deliveries), new("seconds", Math.Round(Age.TotalSeconds, 3)), new("end", end),
        ]);
    }

    public void Dispose() => _kick.Dispose();

    private static string NameOf(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Accepted => "accepted",
        SignInOutcome.Unavailable => "unavailable",
        SignInOutcome.NotAuthorized => "not-authorized",
        _ => "refused",
    };
}
