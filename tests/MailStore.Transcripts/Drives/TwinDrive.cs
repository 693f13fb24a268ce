using MailStore.Abstractions.Accounts;
using MailStore.Testing.Memory;

namespace MailStore.Transcripts.Drives;

/// <summary>The store in memory, which forgets nothing as long as somebody holds it. It stores no facts of messages: so they are found anew here, and must be the same.</summary>
internal sealed class TwinDrive(TimeProvider clock) : IDrive
{
    private readonly MemoryMailStore _store = new(clock);

    public bool RestartsAfterOk => false;

    public bool CutsInput => false;

    public ValueTask<IMailStore> OpenAsync() => new(_store);

    public ValueTask<IMailStore> RestartAsync() => new(_store);

    public ValueTask<IMailStore> CrashAsync() => new(_store);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
