using MailStore.Abstractions.Changes;

namespace MailStore.Abstractions.Registry;

/// <summary>Outcome of a change of records.</summary>
/// <param name="Conflict">The number of the first edit that was refused; -1 if none was.</param>
public sealed record RegistryResult(Refusal Refusal, int Conflict)
{
    public static RegistryResult Done { get; } = new(Refusal.None, -1);
}
