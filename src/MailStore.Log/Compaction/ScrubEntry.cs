namespace MailStore.Log.Compaction;

/// <summary>The last time that a segment was read whole, and how much was wrong with it.</summary>
internal readonly record struct ScrubEntry(DateTimeOffset Proven, int Findings);
