namespace MailStore.Server.Cli.Store;

/// <summary>What to print.</summary>
internal readonly record struct DumpScope(int? Volume, string? Segment, bool WithBodies, bool IsRecords);
