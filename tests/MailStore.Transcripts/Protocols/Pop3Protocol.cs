using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Transcripts.Scripts;
using MailStore.Wire;

namespace MailStore.Transcripts.Protocols;

/// <summary>POP3: a response is a line, so those of many lines are many here. One server for all clients of a script, since they share its locks.</summary>
internal sealed class Pop3Protocol(TimeProvider clock) : IProtocol
{
    private IMailStore? _store;
    private Pop3Services? _services;

    public Task ServeAsync(IClientConnection connection, IMailStore store, Script script, CancellationToken stopping)
    {
        if (_store != store)
        {
            (_store, _services) = (store, Services(store, script));
        }

        return new Pop3Connection(connection, _services!).RunAsync(stopping);
    }

    public int ResponseLength(string received) => received.IndexOf("\r\n", StringComparison.Ordinal) + 2 is > 1 and var length ? length : 0;

    public IHabits HabitsOf(Script script) => new Pop3Habits(script.Fixture);

    /// <summary>"limits: small" makes every limit one that a script can reach; "limits: delay" makes logins wait for each other.</summary>
    private static Pop3Limits LimitsOf(Script script) => script.Header.GetValueOrDefault("limits") switch
    {
        "small" => new Pop3Limits
        {
            BeforeLogin = Limits.BeforeLogin with { LineBytesMax = 60, DiscardBytesMax = 200 },
            AfterLogin = new Limits { LineBytesMax = 40, DiscardBytesMax = 200 },
            BadCommandsMax = 3,
            LoginsMax = 2,
        },
        "delay" => new Pop3Limits { LoginDelay = TimeSpan.FromMinutes(1) },
        "nul" => new Pop3Limits { ReplacesNul = true },
        _ => new Pop3Limits(),
    };

    // RFC 1939 §7: the timestamp of the RFC's own example.
    private Pop3Services Services(IMailStore store, Script script) => new(store, new SaslServer(new SecretList()), clock)
    {
        Limits = LimitsOf(script),
        NewStamp = script.Fixture.Contains("stamp") ? () => "<1896.697170952@dbc.mtview.ca.us>" : null,
    };
}
