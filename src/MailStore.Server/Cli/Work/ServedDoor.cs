using MailStore.Abstractions.Accounts;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Work;

/// <summary>Inside of the server: the store is open.</summary>
/// <param name="endSessions">Of a user; gives how many there were.</param>
internal sealed class ServedDoor(StoreFolder folder, string here, Func<AccountName, int> endSessions) : IStoreDoor
{
    public Task<ExitCode> RunAsync(StoreRun run, IReadOnlyList<string> args, bool mayCreate, Func<StoreWork, Task<ExitCode>> work) =>
        work(new(folder, run, here) { EndSessions = endSessions });
}
