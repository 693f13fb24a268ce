namespace MailStore.Abstractions.Registry;

/// <summary>What a record is found by, compared letter by letter.</summary>
/// <param name="Shelf">Not 0. Whoever keeps records there freezes its number.</param>
public readonly record struct RegistryKey(byte Shelf, string Name);
