using System.Text.Json;
using MailStore.Engine.Messages;
using MailStore.Engine.Volumes;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Work;

/// <summary>
/// In a process of the command's own: if a server runs on the store, it does the work, and otherwise the store is opened for it. Which of
/// them it was makes no difference to what is printed.
/// </summary>
internal sealed class CommandDoor(Terminal terminal) : IStoreDoor
{
    private const string FromInput = "--password-stdin";

    public async Task<ExitCode> RunAsync(StoreRun run, IReadOnlyList<string> args, bool mayCreate, Func<StoreWork, Task<ExitCode>> work)
    {
        await using (var client = await AdminClient.TryConnectAsync(run.Data, run.Cancel))
        {
            if (client is not null)
            {
                return await AskAsync(client, args, run.Cancel);
            }
        }

        if (!mayCreate && !StoreFolder.Exists(run.Data))
        {
            terminal.Error.WriteLine($"mailstore: {Path.GetFullPath(run.Data)} holds no MailStore store: name its folder with --data.");
            return ExitCode.Refused;
        }

        var options = new EngineOptions { Analyst = new MimeAnalyst(), Report = line => terminal.Error.WriteLine($"mailstore: {line}") };
        await using var folder = StoreFolder.OpenOrCreate(run.Data, options, new() { RunsByItself = false });
        return await work(new(folder, run, Environment.CurrentDirectory));
    }

    private async Task<ExitCode> AskAsync(AdminClient client, IReadOnlyList<string> args, CancellationToken cancel)
    {
        var input = args.Contains(FromInput, StringComparer.Ordinal) ? await new StreamReader(terminal.Input).ReadLineAsync(cancel) : "";
        var code = ExitCode.Refused;
        await foreach (var line in client.CallAsync(new { verb = RunVerb.Name, args, cwd = Environment.CurrentDirectory, input }, cancel))
        {
            if (line.TryGetProperty(RunVerb.Code, out var value))
            {
                code = (ExitCode)value.GetInt32();
            }

            await WriteAsync(terminal.Output, line, RunVerb.Output);
            await WriteAsync(terminal.Error, line, RunVerb.Error);
        }

        return code;
    }

    private static async Task WriteAsync(TextWriter writer, JsonElement line, string name)
    {
        if (line.TryGetProperty(name, out var text))
        {
            await writer.WriteAsync(text.GetString());
            await writer.FlushAsync();
        }
    }
}
