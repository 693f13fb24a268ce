using System.CommandLine;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Settings;

namespace MailStore.Server.Cli.Serve;

/// <summary><c>mailstore serve</c>: opens the store, or makes one, and listens until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(Terminal terminal)
    {
        var flags = new SettingFlags();
        var serve = new Command("serve", "Opens the store and listens until it is stopped, by Ctrl+C or SIGTERM; SIGHUP reads the settings again.");
        flags.AddTo(serve);
        serve.SetAction(async (result, cancel) => (int)await new ServeSession(terminal, flags.Reader(result, terminal)).RunAsync(cancel));
        return serve;
    }
}
