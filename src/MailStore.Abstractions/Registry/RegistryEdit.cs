namespace MailStore.Abstractions.Registry;

/// <summary>One record that is to change, in a change of one or of many.</summary>
/// <param name="Octets">What it is to be; null: it goes. That one goes which is not there is no fault.</param>
public sealed record RegistryEdit(RegistryKey Key, ReadOnlyMemory<byte>? Octets)
{
    /// <summary>Of <see cref="Expected"/>: there is no such record yet.</summary>
    public const ulong Absent = 0;

    /// <summary>The version that was read and built upon; without one the edit is made whatever is there.</summary>
    public ulong? Expected { get; init; }
}
