using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;

namespace MailStore.Server.Cli.Work;

/// <summary>The way from a command to an open store.</summary>
internal interface IStoreDoor
{
    /// <param name="args">The command line, for a server that is to do it.</param>
    /// <param name="mayCreate">A store is made where there is none.</param>
    Task<ExitCode> RunAsync(StoreRun run, IReadOnlyList<string> args, bool mayCreate, Func<StoreWork, Task<ExitCode>> work);
}
