using System.Globalization;
using MailStore.Simulation.Torture.History;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>A mail program that fetches and deletes: nothing is gone before the answer to QUIT, and then all of it.</summary>
internal sealed class Pop3Worker(TortureScene scene, string user)
{
    private const int FetchedMax = 8;
    private const int InUseMax = 500;
    private const int InUseWaitMs = 20;

    private readonly Dice _dice = Dice.For(scene.Seed, "pop3", (ulong)scene.Round);
    private readonly MailHistory _history = scene.History;

    public async Task RunAsync()
    {
        for (var refused = 0; refused < InUseMax;)
        {
            using var wire = await Pop3Wire.LogInAsync(scene.Pop3, user, TortureScene.Password);
            if (wire is not null)
            {
                refused = 0;
                await FetchAsync(wire);
            }
            else
            {
                refused++;
                await Task.Delay(InUseWaitMs);
            }
        }

        throw new TortureFault("The maildrop stays in use after its session.");
    }

    private async Task FetchAsync(Pop3Wire wire)
    {
        var box = _history.Find(user, TortureScene.Inbox)!;
        var count = int.Parse((await wire.DoAsync("STAT")).Split(' ')[1], CultureInfo.InvariantCulture);
        var copies = new List<Copy>();
        for (var number = 1; number <= Math.Min(count, FetchedMax); number++)
        {
            var token = TortureMessage.TokenOf(await wire.RetrieveAsync(number));
            if (_history.Find(box, token) is { } copy && _history.Claim(box, [copy.Uid], 1) is [var mine])
            {
                await wire.DemandAsync(string.Create(CultureInfo.InvariantCulture, $"DELE {number}"));
                copies.Add(mine);
            }
        }

        // Now and then it thinks better of it: without QUIT nothing is deleted.
        if (_dice.Percent(80))
        {
            var change = _history.Begin(new Change(ChangeKind.Expunge) { Copies = copies });
            await wire.DemandAsync("QUIT");
            _history.Done(change, []);
            scene.Acknowledge();
        }

        _history.GiveBack(copies);
    }
}
