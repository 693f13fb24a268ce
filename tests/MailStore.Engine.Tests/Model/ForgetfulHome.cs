using MailStore.Abstractions.Accounts;
using MailStore.Engine.Tests.Contract;
using MailStore.Testing.Memory;

namespace MailStore.Engine.Tests.Model;

/// <summary>A store that is empty after a crash: what the model must find, lest it finds nothing.</summary>
internal sealed class ForgetfulHome(TimeProvider clock) : IStoreHome
{
    public IMailStore Store { get; private set; } = new MemoryMailStore(clock, new KeyAnalyst());

    public Task RestartAsync() => Task.CompletedTask;

    public Task CrashAsync()
    {
        Store = new MemoryMailStore(clock, new KeyAnalyst());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
