using System.Globalization;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>A mail server in front that delivers one message after the other, until the server is gone.</summary>
internal sealed class IntakeWorker(TortureScene scene, int number, bool isLmtp)
{
    /// <summary>Nobody reads away fast enough what is more.</summary>
    private const int WaitingMax = 60;

    private readonly Dice _dice = Dice.For(scene.Seed, "intake", ((ulong)scene.Round << 8) | (uint)number);
    private readonly MailHistory _history = scene.History;

    public async Task RunAsync()
    {
        using var wire = await MailWire.GreetAsync(isLmtp ? scene.Lmtp : scene.Smtp, isLmtp);
        for (var message = 0; ; message++)
        {
            await DeliverAsync(wire, string.Create(CultureInfo.InvariantCulture, $"{scene.Seed}-{scene.Round}-d{number}-{message}"));
        }
    }

    private async Task DeliverAsync(MailWire wire, string token)
    {
        var recipients = TortureScene.Users.Where(user => _dice.Percent(50) && HasRoom(user)).DefaultIfEmpty(TortureScene.Users.MinBy(Waiting)!).ToList();
        var changes = recipients.Select(user => _history.Begin(new Change(ChangeKind.Arrive) { To = _history.Find(user, TortureScene.Inbox), Tokens = [token] })).ToList();
        await wire.DeliverAsync(recipients, TortureMessage.Write(token), (recipient, reply) =>
        {
            if (reply.StartsWith('4'))
            {
                throw new ServerGoneException(reply);
            }

            Fault.Unless(reply.StartsWith("250", StringComparison.Ordinal), $"a delivery was answered '{reply}'");
            foreach (var change in isLmtp ? [changes[recipient]] : changes)
            {
                _history.Done(change, []);
            }

            scene.Acknowledge();
        });
    }

    private bool HasRoom(string user) => Waiting(user) < WaitingMax;

    private int Waiting(string user) => _history.Find(user, TortureScene.Inbox) is { } box ? box.Copies.Count + box.Arrived.Count : 0;
}
