using System.Diagnostics;
using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

/// <summary>
/// Thunderbird without a screen, with one account. Its files are linked into a folder of the test's, since it takes a password
/// from a script alone, and that script must stand beside the program.
/// </summary>
internal sealed class Thunderbird : IAsyncDisposable
{
    private const string Settings = """
        pref("general.config.filename", "account.cfg");
        pref("general.config.obscure_value", 0);
        pref("general.config.sandbox_enabled", false);
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ScratchFolder _folder = new();
    private Process? _process;

    private string Kept => _folder["profile/ImapMail/127.0.0.1"];

    public static async Task<Thunderbird> StartAsync(int port)
    {
        var thunderbird = new Thunderbird();
        var program = await thunderbird.LinkAsync();
        thunderbird.Write("program/defaults/pref/mailstore.js", Settings);
        thunderbird.Write("program/account.cfg", Login());
        thunderbird.Write("profile/prefs.js", Preferences(port));
        var start = new ProcessStartInfo(program, ["--headless", "-profile", thunderbird._folder["profile"]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = thunderbird._folder.Path;
        thunderbird._process = Process.Start(start) ?? throw new InvalidOperationException("Thunderbird did not start.");
        _ = thunderbird._process.StandardOutput.ReadToEndAsync();
        _ = thunderbird._process.StandardError.ReadToEndAsync();
        return thunderbird;
    }

    /// <summary>Until the text is in what it keeps of INBOX on its disk.</summary>
    public async Task UntilDownloadedAsync(string text)
    {
        // Another program's file tells nobody when it grows.
        using var patience = new CancellationTokenSource(s_patience);
        using var timer = new PeriodicTimer(s_pause);
        while (!Mail().Contains(text, StringComparison.Ordinal))
        {
            Assert.False(patience.IsCancellationRequested, $"\"{text}\" was not downloaded.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    // INBOX, or INBOX-1 where that name was taken by then.
    private string Mail() => Directory.Exists(Kept)
        ? string.Concat(Directory.GetFiles(Kept, "INBOX*").Where(path => !path.EndsWith(".msf", StringComparison.Ordinal)).Select(File.ReadAllText))
        : "";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task<string> LinkAsync()
    {
        var launcher = ExternalProgram.Find("thunderbird") ?? throw new FileNotFoundException("thunderbird is missing: install.sh installs it.");
        var home = Path.GetDirectoryName(File.ResolveLinkTarget(launcher, returnFinalTarget: true)?.FullName ?? launcher)!;
        home = File.Exists(Path.Combine(home, "thunderbird-bin")) ? home : "/usr/lib/thunderbird";
        (await ExternalProgram.RunAsync("cp", "-as", home, _folder["program"])).Good();

        // Where the program lies is asked of the program itself, so it is no link.
        File.Delete(_folder["program/thunderbird-bin"]);
        File.Copy(Path.Combine(home, "thunderbird-bin"), _folder["program/thunderbird-bin"]);
        var defaults = _folder["program/defaults"];
        if (new DirectoryInfo(defaults).LinkTarget is not null)
        {
            File.Delete(defaults);
        }

        Directory.CreateDirectory(Path.Combine(defaults, "pref"));
        foreach (var file in Directory.GetFiles(Path.Combine(home, "defaults", "pref"), "*.js"))
        {
            var link = Path.Combine(defaults, "pref", Path.GetFileName(file));
            File.Delete(link);
            File.CreateSymbolicLink(link, file);
        }

        return _folder["program/thunderbird-bin"];
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        _folder.Write(name, text);
    }

    private static string Login() => $$"""
        // The first line is skipped.
        Services.obs.addObserver(() => {
          const login = Components.classes["@mozilla.org/login-manager/loginInfo;1"].createInstance(Components.interfaces.nsILoginInfo);
          login.init("imap://127.0.0.1", null, "imap://127.0.0.1", "{{OurServer.Name}}", "{{OurServer.Password}}", "", "");
          Services.logins.addLoginAsync(login);
        }, "profile-after-change");
        """;

    private static string Preferences(int port) => string.Join('\n', new Dictionary<string, string>
    {
        ["mail.accountmanager.accounts"] = "\"account1,account2\"",
        ["mail.accountmanager.defaultaccount"] = "\"account1\"",
        ["mail.accountmanager.localfoldersserver"] = "\"server2\"",
        ["mail.account.account1.server"] = "\"server1\"",
        ["mail.account.account1.identities"] = "\"id1\"",
        ["mail.account.account2.server"] = "\"server2\"",
        ["mail.identity.id1.useremail"] = $"\"{OurServer.Name}\"",
        ["mail.identity.id1.fullName"] = "\"Anna\"",
        ["mail.identity.id1.valid"] = "true",
        ["mail.server.server1.type"] = "\"imap\"",
        ["mail.server.server1.hostname"] = "\"127.0.0.1\"",
        ["mail.server.server1.port"] = port.ToString(CultureInfo.InvariantCulture),
        ["mail.server.server1.userName"] = $"\"{OurServer.Name}\"",
        ["mail.server.server1.name"] = "\"anna\"",
        ["mail.server.server1.socketType"] = "0",
        ["mail.server.server1.authMethod"] = "3",
        ["mail.server.server1.login_at_startup"] = "true",
        ["mail.server.server1.check_new_mail"] = "true",
        ["mail.server.server1.offline_download"] = "true",
        ["mail.server.server1.autosync_offline_stores"] = "true",
        ["mail.server.server2.type"] = "\"none\"",
        ["mail.server.server2.hostname"] = "\"Local Folders\"",
        ["mail.server.server2.userName"] = "\"nobody\"",
        ["mail.shell.checkDefaultClient"] = "false",
        ["mailnews.start_page.enabled"] = "false",
        ["app.update.enabled"] = "false",
        ["datareporting.policy.dataSubmissionEnabled"] = "false",
    }.Select(pair => $"user_pref(\"{pair.Key}\", {pair.Value});"));
}
