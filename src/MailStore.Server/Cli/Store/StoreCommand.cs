using System.CommandLine;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Volumes;
using MailStore.Log.Recovery;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>mailstore store</c>: what an operator does with a store. docs/operations.md says when.</summary>
internal static class StoreCommand
{
    private const string InUse = "in use";

    public static Command Build(Terminal terminal)
    {
        var into = new Argument<string>("folder") { Description = "Where to. An empty folder, or one that is not there yet." };
        var from = new Argument<string>("folder") { Description = "A folder that 'store backup' wrote to." };
        var backup = new Argument<string>("folder") { Description = "Where to: an empty folder, or one with an earlier backup of this store, which is brought up to date." };
        var segment = new Option<string?>("--segment") { Description = "Only this file, such as j-00000001.log." };
        var volume = new Option<int?>("--volume") { Description = "Only this volume; by default all." };
        var bodies = new Option<bool>("--bodies") { Description = "Messages too, as text." };
        var records = new Option<bool>("--records") { Description = "The records of the newest export instead of frames." };
        return new Command("store", "Verifies, repairs, copies and shows a store. The server must not run on it meanwhile.")
        {
            Make(terminal, "verify", "Reads every frame, opens the store and reads every message. Changes no mail. Exit code 1 if anything is wrong.", (run, _) => Verify.RunAsync(run)),
            Make(terminal, "salvage", "Makes a store again, in another folder, from whatever of a damaged one proves itself. The damaged one is only read.", (run, parsed) => SalvageStore.RunAsync(run, parsed.GetRequiredValue(into)), into),
            Make(terminal, "compact", "Gives back all space that nothing lives in.", (run, _) => Compact.RunAsync(run)),
            Make(terminal, "stats", "Says how large the store is, and how well kept.", (run, _) => Stats.RunAsync(run)),
            Make(terminal, "backup", "Copies the store as it is now into another folder; links what it can, and takes only what is new.", (run, parsed) => BackupStore.RunAsync(run, parsed.GetRequiredValue(backup)), backup),
            Make(terminal, "restore", "Makes the store that --data names out of a backup. That folder must be empty.", (run, parsed) => RestoreStore.RunAsync(run, parsed.GetRequiredValue(from)), from),
            Make(terminal, "dump", "Prints what is in the files, frame by frame.", (run, parsed) => Dump.RunAsync(run, new DumpScope(parsed.GetValue(volume), parsed.GetValue(segment), parsed.GetValue(bodies), parsed.GetValue(records))), volume, segment, bodies, records),
        };
    }

    private static Command Make(Terminal terminal, string name, string about, Func<StoreRun, ParseResult, Task<ExitCode>> action, params Symbol[] more)
    {
        var data = new Option<string>("--data") { Description = "The folder of the store.", HelpName = "DIR", DefaultValueFactory = _ => "./data" };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new Command(name, about) { data, json };
        foreach (var symbol in more)
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
            (int)await GuardAsync(new StoreRun(terminal, parsed.GetRequiredValue(data), parsed.GetValue(json), cancel), run => action(run, parsed)));
        return command;
    }

    private static async Task<ExitCode> GuardAsync(StoreRun run, Func<StoreRun, Task<ExitCode>> action)
    {
        try
        {
            return await action(run);
        }
        catch (Exception fault) when (fault is StoreFaultException or VolumeFaultException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            var hint = fault.Message.Contains(InUse, StringComparison.Ordinal) ? " Every command of 'mailstore store' needs the server stopped; its sessions end in order on SIGTERM." : "";
            run.Terminal.Error.WriteLine($"mailstore: {fault.Message}{hint}");
            return ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            run.Terminal.Error.WriteLine("mailstore: stopped before the end. What was done so far holds; run it again to go on.");
            return ExitCode.Refused;
        }
    }
}
