namespace MailStore.Abstractions.Registry;

/// <summary>One of the records of a shelf.</summary>
public readonly record struct RegistryEntry(string Name, RegistryRecord Record);
