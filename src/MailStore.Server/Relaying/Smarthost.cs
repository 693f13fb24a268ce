using MailStore.Abstractions.Relaying;

namespace MailStore.Server.Relaying;

/// <summary>One server that takes all that is addressed elsewhere. There is no queue: what it says is what the client hears.</summary>
internal sealed class Smarthost(SmarthostPlace place, string ownName) : IRelay
{
    public async ValueTask<IRelayedMessage> BeginAsync(RelayEnvelope envelope, CancellationToken cancellation = default)
    {
        var message = new SmarthostMessage(place, ownName);
        await message.BeginAsync(envelope, cancellation);
        return message;
    }
}
