using System.Globalization;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Peers;

/// <summary>A throwaway Dovecot, by the script that the benchmarks use too. Anybody logs in with "secret".</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "secret";

    private readonly ScratchFolder _folder = new();
    private Dictionary<string, int> _places = new Dictionary<string, int>();

    public int Imap => _places["imap"];

    public int Pop3 => _places["pop3"];

    public int Lmtp => _places["lmtp"];

    /// <summary>Where it keeps a user's mail.</summary>
    public string HomeOf(string name) => Path.Combine(_folder["dovecot"], "home", name);

    /// <param name="settings">Lines of dovecot.conf behind all others.</param>
    public static async Task<Dovecot> StartAsync(params string[] settings)
    {
        var dovecot = new Dovecot();

        // It may run as another user, who looks into folders above its own.
        File.SetUnixFileMode(dovecot._folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var said = (await ExternalProgram.RunAsync("bash", [Script, "start", dovecot._folder["dovecot"], .. settings])).Good();
        dovecot._places = said.Trim().Split(' ').Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return dovecot;
    }

    public async ValueTask DisposeAsync()
    {
        (await ExternalProgram.RunAsync("bash", [Script, "stop", _folder["dovecot"]])).Good();
        _folder.Dispose();
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "peers", "dovecot.sh");
}
