using MailStore.Abstractions.Accounts;
using MailStore.Testing.Time;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Protocols;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>Plays the client's part of a script, and holds the server to its own.</summary>
internal sealed class ScriptRunner(Script script, IProtocol protocol, IDrive drive, ManualClock clock) : IAsyncDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<int, ScriptClient> _clients = [];
    private readonly Dictionary<string, string> _captures = new(StringComparer.Ordinal);
    private readonly List<string> _dialogue = [];
    private IMailStore? _store;

    public async Task RunAsync()
    {
        _store = await drive.OpenAsync();
        await new Fixture(script).FillAsync(_store);
        for (var at = 0; at < script.Steps.Count;)
        {
            at += await DoAsync(script.Steps[at], script.Steps.Skip(at + 1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }

        await drive.DisposeAsync();
    }

    /// <returns>How many steps were done: some stand for those behind them too.</returns>
    private async Task<int> DoAsync(Step step, IEnumerable<Step> behind)
    {
        switch (step.Kind)
        {
            case StepKind.Client:
                await SendAsync(step);
                return 1;
            case StepKind.Server:
                await ExpectAsync(step, skips: false);
                return 1;
            case StepKind.More:
                await ExpectAsync(behind.First(), skips: true);
                return 2;
            case StepKind.ServerAnyOrder:
                var group = behind.TakeWhile(other => other.Kind == step.Kind && other.Connection == step.Connection).Prepend(step).ToList();
                await ExpectAnyOrderAsync(group);
                return group.Count;
            case StepKind.Closed:
                await ExpectClosedAsync(step);
                return 1;
            case StepKind.Silence:
                await PassAsync(step);
                return 1;
            case StepKind.Tls:
                (await ClientAsync(step)).StartTls();
                return 1;
            case StepKind.Mailbox:
                await ExpectCountAsync(step);
                return 1;
            case StepKind.Message:
                var lines = behind.TakeWhile(other => other.Kind == StepKind.Line).ToList();
                await ExpectMessageAsync(step, lines);
                return lines.Count + 1;
            case StepKind.Line:
                throw Failure(step, "a line of no message");
            default:
                await RestartAsync(isCrash: step.Kind == StepKind.Crash);
                return 1;
        }
    }

    private ClientConnection Connect() => new(protocol, _store!, script, drive.CutsInput);

    private async ValueTask<ScriptClient> ClientAsync(Step step)
    {
        if (!_clients.TryGetValue(step.Connection, out var client))
        {
            _clients[step.Connection] = client = new(Connect(), protocol.HabitsOf(script), line => _dialogue.Add($"{step.Connection} {line}"));
            await client.BeginAsync();
        }

        return client;
    }

    private async Task SendAsync(Step step)
    {
        var client = await ClientAsync(step);
        await client.SendAsync(Expectation.Fill(step.Text, _captures));
    }

    private async Task ExpectAsync(Step step, bool skips)
    {
        var client = await ClientAsync(step);
        string response;
        do
        {
            response = await client.ReadAsync() ?? throw Failure(step, "the server has closed the connection");
        }
        while (skips && response[0] == '*' && !Expectation.Matches(Messages.Expand(step.Text), response, _captures));

        if (!Expectation.Matches(Messages.Expand(step.Text), response, _captures))
        {
            throw Failure(step, $"expected {step.Text}");
        }

        if (client.HasEnded(response) && drive.RestartsAfterOk)
        {
            await RestartAsync(isCrash: false);
        }
    }

    private async Task ExpectAnyOrderAsync(List<Step> group)
    {
        var client = await ClientAsync(group[0]);
        var open = group.ToList();
        while (open.Count > 0)
        {
            var response = await client.ReadAsync() ?? throw Failure(open[0], "the server has closed the connection");
            var match = open.Find(step => Expectation.Matches(Messages.Expand(step.Text), response, _captures))
                ?? throw Failure(open[0], $"expected one of {string.Join(" | ", open.Select(step => step.Text))}");
            open.Remove(match);
        }
    }

    private async Task ExpectClosedAsync(Step step)
    {
        var client = await ClientAsync(step);
        if (await client.ReadAsync() is not null)
        {
            throw Failure(step, "expected the end of the connection");
        }
    }

    // The server may begin to wait a moment after its reply is here: time goes on until it has had enough.
    private async Task PassAsync(Step step)
    {
        var (client, started) = (await ClientAsync(step), clock.GetUtcNow());
        var minutes = TimeSpan.FromMinutes(int.Parse(step.Text));
        var heard = client.ListenAsync();
        clock.Advance(minutes - s_tick);
        while (!heard.IsCompleted)
        {
            clock.Advance(s_tick);
            await Task.Yield();
        }

        await heard;
        if (clock.GetUtcNow() - started < minutes)
        {
            throw Failure(step, $"the server spoke after {clock.GetUtcNow() - started}");
        }
    }

    private async Task ExpectCountAsync(Step step)
    {
        var words = step.Text.Split(' ');
        var count = await StoreView.CountAsync(_store!, words[0], words[1]);
        if (count != int.Parse(words[2]))
        {
            throw Failure(step, $"there are {count} messages");
        }
    }

    private async Task ExpectMessageAsync(Step step, List<Step> lines)
    {
        var words = step.Text.Split(' ');
        var found = await StoreView.LinesAsync(_store!, words[0], words[1], int.Parse(words[2]));
        for (var number = 0; number < Math.Max(found.Length, lines.Count); number++)
        {
            if (number >= found.Length || number >= lines.Count || !Expectation.Matches(lines[number].Text, found[number], _captures))
            {
                throw Failure(number < lines.Count ? lines[number] : step, $"the message is\n    {string.Join("\n    ", found)}\n");
            }
        }
    }

    private async Task RestartAsync(bool isCrash)
    {
        foreach (var client in _clients.Values)
        {
            await client.EndAsync();
        }

        _store = isCrash ? await drive.CrashAsync() : await drive.RestartAsync();
        foreach (var (number, client) in _clients)
        {
            await client.ResumeAsync(Connect(), number);
        }
    }

    private ScriptFailure Failure(Step step, string problem) => new(script, step, problem, _dialogue.TakeLast(20));
}
