using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Messages;
using MailStore.Testing.Memory;

namespace MailStore.Engine.Tests.Contract;

/// <summary>The twin forgets nothing that it acknowledged, so nothing happens to it; whoever restarts it drops views and uploads.</summary>
internal sealed class TwinHome(TimeProvider clock, IMessageAnalyst? analyst) : IStoreHome
{
    public IMailStore Store { get; } = new MemoryMailStore(clock, analyst);

    public Task RestartAsync() => Task.CompletedTask;

    public Task CrashAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
