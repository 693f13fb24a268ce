using MailStore.Abstractions.Accounts;
using MailStore.Imap.Session;
using MailStore.Transcripts.Drives;
using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>Plays the client's part of a script, and holds the server to its own.</summary>
internal sealed class ScriptRunner(Script script, IDrive drive, TimeProvider clock) : IAsyncDisposable
{
    private readonly SortedDictionary<int, ScriptClient> _clients = [];
    private readonly Dictionary<string, string> _captures = new(StringComparer.Ordinal);
    private readonly List<string> _dialogue = [];
    private ImapServices? _services;

    public async Task RunAsync()
    {
        var store = await drive.OpenAsync();
        await new Fixture(script).FillAsync(store);
        _services = ServicesOf(store);
        for (var at = 0; at < script.Steps.Count; at++)
        {
            var step = script.Steps[at];
            switch (step.Kind)
            {
                case StepKind.Client:
                    await SendAsync(step);
                    break;
                case StepKind.Server:
                    await ExpectAsync(step);
                    break;
                case StepKind.ServerAnyOrder:
                    var group = script.Steps.Skip(at).TakeWhile(other => other.Kind == step.Kind && other.Connection == step.Connection).ToList();
                    await ExpectAnyOrderAsync(group);
                    at += group.Count - 1;
                    break;
                case StepKind.Closed:
                    await ExpectClosedAsync(step);
                    break;
                default:
                    await RestartAsync(isCrash: step.Kind == StepKind.Crash);
                    break;
            }
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

    private ImapServices ServicesOf(IMailStore store) => new(store, new PasswordList(), clock) { Limits = new Fixture(script).Limits };

    private async ValueTask<ScriptClient> ClientAsync(Step step)
    {
        if (!_clients.TryGetValue(step.Connection, out var client))
        {
            var isPublic = script.Fixture.Contains("public");
            var connection = new ClientConnection(_services!, !isPublic, drive.CutsInput);
            _clients[step.Connection] = client = new(connection, line => _dialogue.Add($"{step.Connection} {line}"));
            await client.BeginAsync(script.Fixture);
        }

        return client;
    }

    private async Task SendAsync(Step step)
    {
        var client = await ClientAsync(step);
        await client.SendAsync(Expectation.Fill(step.Text, _captures));
    }

    private async Task ExpectAsync(Step step)
    {
        var client = await ClientAsync(step);
        var response = await client.ReadAsync() ?? throw Failure(step, "the server has closed the connection");
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

    private async Task RestartAsync(bool isCrash)
    {
        foreach (var client in _clients.Values)
        {
            await client.EndAsync();
        }

        _services = ServicesOf(isCrash ? await drive.CrashAsync() : await drive.RestartAsync());
        foreach (var (number, client) in _clients)
        {
            await client.ResumeAsync(new ClientConnection(_services, isPrivate: true, drive.CutsInput), number);
        }
    }

    private ScriptFailure Failure(Step step, string problem) => new(script, step, problem, _dialogue.TakeLast(20));
}
