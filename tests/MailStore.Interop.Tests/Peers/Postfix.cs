using System.Globalization;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

/// <summary>A throwaway Postfix, by the script that the benchmarks use too. It takes mail for example.org.</summary>
internal sealed class Postfix : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();

    public int Port { get; private set; }

    /// <param name="settings">Lines of main.cf behind all others.</param>
    public static async Task<Postfix> StartAsync(params string[] settings)
    {
        var postfix = new Postfix();

        // Its own users look into folders above theirs.
        File.SetUnixFileMode(postfix._folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var said = (await ExternalProgram.RunAsync("bash", [Script, "start", postfix._folder["postfix"], .. settings])).Good();
        postfix.Port = int.Parse(said.Trim().Split('=')[1], CultureInfo.InvariantCulture);
        return postfix;
    }

    public string Log() => File.ReadAllText(_folder["postfix/postfix.log"]);

    public async ValueTask DisposeAsync()
    {
        (await ExternalProgram.RunAsync("bash", [Script, "stop", _folder["postfix"]])).Good();
        _folder.Dispose();
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "peers", "postfix.sh");
}
