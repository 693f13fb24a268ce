namespace MailStore.Abstractions.Registry;

/// <summary>A record as it stands.</summary>
/// <param name="Version">Never 0, and of one record never the same twice, also if it goes and comes again.</param>
public sealed record RegistryRecord(ulong Version, ReadOnlyMemory<byte> Octets);
