namespace MailStore.Testing.Storage;

/// <summary>Where the disk said that all was well and it was not.</summary>
public sealed record SimLie(SimFault Fault, string Name, long Offset, long Length);
