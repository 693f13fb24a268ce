using System.Collections.Immutable;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>What is said of a user who is added.</summary>
internal sealed record NewUser
{
    public bool IsAdministrator { get; init; }

    /// <summary>The password stays in the store in the clear, for CRAM-MD5 and APOP.</summary>
    public bool KeepsSecret { get; init; }

    public ImmutableArray<string> Addresses { get; init; } = [];
}
