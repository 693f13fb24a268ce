using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Testing.Connections;

namespace MailStore.Abstractions.Tests.Sasl;

/// <summary>A client's side of an exchange, in letters.</summary>
internal sealed class Exchange(ISaslExchange server)
{
    public static IClientConnection Private { get; } = new MemoryConnection { IsPrivate = true };

    public static IClientConnection Public { get; } = new MemoryConnection();

    public static Exchange Of(IAuthenticator authenticator, string mechanism, IClientConnection? connection = null) =>
        Of(new SaslServer(authenticator), mechanism, connection);

    public static Exchange Of(SaslServer server, string mechanism, IClientConnection? connection = null)
    {
        Assert.Equal(SaslChoice.Begun, server.Begin(Encoding.ASCII.GetBytes(mechanism), connection ?? Private, out var exchange));
        return new(exchange);
    }

    public ValueTask<SaslStep> BeginAsync(string? response) => server.BeginAsync(response is null ? null : Encoding.UTF8.GetBytes(response));

    public ValueTask<SaslStep> StepAsync(string response) => server.StepAsync(Encoding.UTF8.GetBytes(response));

    /// <summary>Begins and must be asked this.</summary>
    public async Task<string> BeginAskedAsync(string? response) => Asked(await BeginAsync(response));

    public async Task<string> StepAskedAsync(string response) => Asked(await StepAsync(response));

    private static string Asked(SaslStep step)
    {
        Assert.Equal(SaslStatus.Challenge, step.Status);
        return Encoding.UTF8.GetString(step.Challenge.Span);
    }
}
