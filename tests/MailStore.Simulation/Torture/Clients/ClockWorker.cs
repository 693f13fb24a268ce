using MailStore.Simulation.Torture.Servers;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>Somebody who sets the clock of the server, back and forward, by a second and by years, until it is gone.</summary>
internal sealed class ClockWorker(TortureScene scene, ServerProcess server)
{
    private const int PauseMs = 300;

    private static readonly TimeSpan[] s_ahead = [TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromHours(1), TimeSpan.FromHours(-25), TimeSpan.FromDays(7300), TimeSpan.FromDays(-7300)];

    private readonly Dice _dice = Dice.For(scene.Seed, "clock", (ulong)scene.Round);

    public async Task RunAsync()
    {
        for (var end = server.EndAsync(); !end.IsCompleted;)
        {
            await server.SetClockAsync(_dice.Pick(s_ahead));
            await Task.WhenAny(end, Task.Delay(_dice.Below(PauseMs)));
        }
    }
}
