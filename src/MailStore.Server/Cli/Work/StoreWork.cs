using MailStore.Abstractions.Accounts;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Work;

/// <summary>What a command that works on an open store has in its hands, whether the store is a running server's or was opened for it.</summary>
/// <param name="Here">The folder that paths are relative to: that of whoever typed the command.</param>
internal sealed record StoreWork(StoreFolder Folder, StoreRun Run, string Here)
{
    public IMailStore Store => Folder.Store;

    /// <summary>Ends the sessions of a user, and says how many there were: none where no server runs.</summary>
    public Func<AccountName, int> EndSessions { get; init; } = _ => 0;

    public CancellationToken Cancel => Run.Cancel;

    public string PathOf(string typed) => Path.GetFullPath(typed, Here);

    /// <summary>One sentence, and the code that goes with it.</summary>
    public ExitCode Refuse(string sentence)
    {
        Run.Terminal.Error.WriteLine($"mailstore: {sentence}");
        return ExitCode.Refused;
    }

    /// <summary>What was done; or why it was not, if a fault is said.</summary>
    public ExitCode Done(string? fault, object json, params IEnumerable<string> lines)
    {
        if (fault is not null)
        {
            return Refuse(fault);
        }

        Run.Write(json, lines);
        return ExitCode.Done;
    }

    /// <summary>A password as the command was given one: a line of the input, or one that is made up and shown.</summary>
    public string? ReadPassword(bool fromInput)
    {
        if (!fromInput)
        {
            return null;
        }

        using var reader = new StreamReader(Run.Terminal.Input, leaveOpen: true);
        return reader.ReadLine() ?? "";
    }
}
