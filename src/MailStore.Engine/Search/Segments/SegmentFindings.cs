namespace MailStore.Engine.Search.Segments;

/// <summary>Messages of a segment, by number.</summary>
/// <param name="Yes">It holds.</param>
/// <param name="Open">The message itself has to be asked, unless it holds for certain.</param>
internal readonly record struct SegmentFindings(ulong[] Yes, ulong[] Open);
