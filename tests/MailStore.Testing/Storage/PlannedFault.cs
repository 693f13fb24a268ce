namespace MailStore.Testing.Storage;

/// <summary>A fault at a certain operation: after so many that match, at each of the next <paramref name="Times"/>.</summary>
public sealed record PlannedFault(SimOperation Operation, SimFault Fault, string NamePrefix = "", int After = 0, int Times = 1);
