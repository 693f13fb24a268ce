using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>A place between two batches: where the next one begins, and the sequence of the last frame before it.</summary>
internal readonly record struct JournalEnd(LogAddress Address, ulong Sequence);
