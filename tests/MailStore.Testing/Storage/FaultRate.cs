namespace MailStore.Testing.Storage;

/// <summary>How often a fault strikes an operation that it fits, in files whose name begins so.</summary>
public sealed record FaultRate(SimFault Fault, int PerMillion, string NamePrefix = "");
