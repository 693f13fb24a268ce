using MailStore.Abstractions.Accounts;
using MailStore.Testing.Chance;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Sessions;

/// <summary>Up to eight clients on one mailbox, by seed.</summary>
internal sealed class SessionRun(ulong seed, bool isEngine)
{
    private const int StoryLines = 60;
    private static readonly string[] s_enabled = ["", "", "CONDSTORE", "QRESYNC", "QRESYNC", "IMAP4rev2"];

    private readonly Dice _dice = new(seed);
    private readonly MailTruth _truth = new();
    private readonly List<string> _story = [];
    private readonly ManualClock _clock = new();
    private readonly List<Client> _clients = [];
    private uint _validity;
    private bool _tellsRecent = true;

    public int Done { get; private set; }

    /// <exception cref="SessionFault">With the last lines of all dialogues.</exception>
    public async Task RunAsync(int steps)
    {
        await using var store = await SessionStore.OpenAsync(isEngine, _clock);
        _validity = await SessionStore.ValidityAsync(store);
        _clients.AddRange(Enumerable.Range(0, _dice.Between(2, 8)).Select(number => new Client(number, _truth, _story)));
        try
        {
            await BeginAsync(store);
            for (; Done < steps; Done++)
            {
                await StepAsync(store);
            }

            await EndAsync();
        }
        catch (SessionFault fault)
        {
            throw new SessionFault($"{fault.Message}\n  {string.Join("\n  ", _story.TakeLast(StoryLines))}");
        }
        finally
        {
            foreach (var client in _clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private async Task BeginAsync(IMailStore store)
    {
        foreach (var client in _clients)
        {
            await ConnectAsync(client, store);
        }

        await _clients[0].SelectAsync(isReadOnly: false, _validity);
        for (var count = _dice.Between(3, 12); count > 0; count--)
        {
            await DeedOf(_clients[0]).AppendAsync($"at first {count}");
        }
    }

    private async Task ConnectAsync(Client client, IMailStore store)
    {
        await client.ConnectAsync(store, _clock, _dice.Pick(s_enabled));

        // RFC 9051 has no \Recent: whoever has that takes it and is not told.
        _tellsRecent &= client.Enabled != "IMAP4rev2";
    }

    private async Task StepAsync(IMailStore store)
    {
        if (_dice.Percent(8) && _clients.FindAll(client => client.IsSelected) is { Count: > 1 } several && several.Exists(client => client.Idling is null))
        {
            await new Burst(several, _truth, _dice).RunAsync();
            return;
        }

        var one = _dice.Pick(_clients);
        if (one.Idling is not null)
        {
            await one.EndIdleAsync();
        }
        else if (!one.IsSelected)
        {
            await EnterAsync(one, store);
        }
        else
        {
            await DoAsync(one);
        }

        foreach (var idle in _clients.Where(client => client.Idling is not null))
        {
            await HearAsync(idle);
        }
    }

    private async Task EnterAsync(Client one, IMailStore store)
    {
        if (_dice.Percent(20))
        {
            await one.DisposeAsync();
            await ConnectAsync(one, store);
        }

        await one.SelectAsync(isReadOnly: _dice.Percent(15), _validity);
        one.View.LearnUids();
        SessionView.Require(one.View.Difference() is null, one.View.Difference() ?? "");
        if (_dice.Percent(60))
        {
            await DeedOf(one).FetchAllAsync();
        }
    }

    private async Task DoAsync(Client one)
    {
        var deed = DeedOf(one);
        var isReadOnly = one.View.IsReadOnly;
        await (_dice.Below(100) switch
        {
            < 14 => deed.NoopAsync(),
            < 34 => deed.FetchAsync(),
            < 44 => deed.SearchAsync(),
            < 50 => deed.StatusAsync(),
            < 60 => deed.AppendAsync($"step {Done}"),
            < 66 => IdleAsync(one, deed),
            < 71 => deed.LeaveAsync(closes: _dice.Percent(50)),
            < 85 when !isReadOnly => deed.StoreAsync(),
            < 93 when !isReadOnly => deed.ExpungeAsync(),
            _ when !isReadOnly => deed.MoveAsync(),
            _ => deed.NoopAsync(),
        });
    }

    private static async Task IdleAsync(Client one, Deed deed)
    {
        await deed.FetchAllAsync();
        await one.BeginIdleAsync();
        await HearAsync(one);
    }

    private static async Task HearAsync(Client idle)
    {
        await idle.HearAsync();
        idle.View.LearnUids();
        idle.View.LearnFlags();
    }

    // RFC 3501 §2.3.2: everything that a client could have seen as new was new to one of them.
    private async Task EndAsync()
    {
        foreach (var client in _clients.Where(client => client.IsSelected))
        {
            if (client.Idling is not null)
            {
                await client.EndIdleAsync();
            }

            await DeedOf(client).NoopAsync();
            await DeedOf(client).FetchAllAsync();
        }

        if (_tellsRecent)
        {
            var lost = _truth.Alive().Where(message => message is { WasNumbered: true, RecentTo: null }).Select(message => message.Uid).ToList();
            SessionView.Require(lost.Count == 0, $"UID {NumberSet.Write(lost)} was recent to nobody");
        }
    }

    private Deed DeedOf(Client client) => new(client, _truth, _dice);
}
