using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Tests.Contract;

/// <summary>Where a store lives while a test runs: it can be closed and opened again, or lose its power.</summary>
internal interface IStoreHome : IAsyncDisposable
{
    IMailStore Store { get; }

    /// <summary>Closed in order, and opened again.</summary>
    Task RestartAsync();

    /// <summary>Ends without being closed; opened again it has what was acknowledged.</summary>
    Task CrashAsync();
}
