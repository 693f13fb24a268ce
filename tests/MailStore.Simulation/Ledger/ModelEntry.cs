namespace MailStore.Simulation.Ledger;

internal readonly record struct ModelEntry(ulong Number, long BodyBytes);
