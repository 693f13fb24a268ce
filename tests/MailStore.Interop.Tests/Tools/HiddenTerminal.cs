namespace MailStore.Interop.Tests.Tools;

/// <summary>A program on a screen that only the test reads, in a tmux of its own.</summary>
internal sealed class HiddenTerminal : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly string _socket;

    private HiddenTerminal(string socket) => _socket = socket;

    public static async Task<HiddenTerminal> StartAsync(ScratchFolder folder, string command)
    {
        var terminal = new HiddenTerminal(folder["tmux"]);
        (await terminal.TmuxAsync("new-session", "-d", "-x", "120", "-y", "40", $"TERM=screen HOME='{folder.Path}' {command}")).Good();
        return terminal;
    }

    /// <summary>Keys by their names in tmux.</summary>
    public async Task TypeAsync(string key) => (await TmuxAsync("send-keys", key)).Good();

    /// <summary>Looks at the screen until the text stands there.</summary>
    public async Task UntilAsync(string text)
    {
        var screen = "";
        var isShown = await UntilAsync(async () => (screen = (await TmuxAsync("capture-pane", "-p")).Output).Contains(text, StringComparison.Ordinal));
        Assert.True(isShown, $"\"{text}\" is not on the screen: {screen}");
    }

    public async Task EndedAsync() =>
        Assert.True(await UntilAsync(async () => (await TmuxAsync("has-session")).ExitCode != 0), "The program did not end.");

    public async ValueTask DisposeAsync() => await TmuxAsync("kill-server");

    // Another program's screen tells nobody when it changes.
    private static async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var timer = new PeriodicTimer(s_pause);
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return true;
    }

    private Task<Ended> TmuxAsync(params string[] arguments) => ExternalProgram.RunAsync("tmux", ["-S", _socket, .. arguments]);
}
