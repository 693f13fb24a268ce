using System.CommandLine;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Recovery;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;

namespace MailStore.Server.Cli.Work;

/// <summary>Makes commands that work on an open store: with the options that all of them have, and what is said if something goes wrong.</summary>
internal sealed class WorkCommand(Terminal terminal, IStoreDoor door)
{
    private const string InUse = "in use";

    public Terminal Terminal => terminal;

    /// <param name="mayCreate">A store is made where there is none.</param>
    public Command Make(string name, string about, Func<StoreWork, ParseResult, Task<ExitCode>> work, bool mayCreate, params Symbol[] symbols)
    {
        var data = new Option<string>("--data") { Description = "The folder of the store.", HelpName = "DIR", DefaultValueFactory = _ => "./data" };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command(name, about) { data, json };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Add(option);
            }
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var run = new StoreRun(terminal, parsed.GetRequiredValue(data), parsed.GetValue(json), cancel);
            return (int)await GuardAsync(run, () => door.RunAsync(run, [.. parsed.Tokens.Select(token => token.Value)], mayCreate, open => work(open, parsed)));
        });
        return command;
    }

    private static async Task<ExitCode> GuardAsync(StoreRun run, Func<Task<ExitCode>> action)
    {
        try
        {
            return await action();
        }
        catch (StoreUnavailableException fault)
        {
            run.Terminal.Error.WriteLine($"mailstore: {fault.Message}");
            return ExitCode.Unavailable;
        }
        catch (Exception fault) when (fault is StoreFaultException or StorageFaultException or VolumeFaultException or AdminFaultException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var isTaken = fault.Message.Contains(InUse, StringComparison.Ordinal);
            var hint = isTaken ? " No server answers at its admin socket: stop whatever has it open, or run the command as the server's user." : "";
            run.Terminal.Error.WriteLine($"mailstore: {fault.Message}{hint}");
            return isTaken ? ExitCode.Unavailable : ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            run.Terminal.Error.WriteLine("mailstore: stopped before the end. What was done so far holds; run it again to go on.");
            return ExitCode.Refused;
        }
    }
}
