using MailStore.Abstractions.Accounts;

namespace MailStore.Transcripts.Drives;

/// <summary>One way to run scripts. All must agree.</summary>
internal interface IDrive : IAsyncDisposable
{
    /// <summary>The store is stopped and started again, properly or not, after each tagged OK.</summary>
    bool RestartsAfterOk { get; }

    /// <summary>Each octet of the client arrives alone.</summary>
    bool CutsInput { get; }

    ValueTask<IMailStore> OpenAsync();

    ValueTask<IMailStore> RestartAsync();

    ValueTask<IMailStore> CrashAsync();
}
