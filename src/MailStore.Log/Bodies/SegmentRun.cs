namespace MailStore.Log.Bodies;

/// <summary>How many of a body's octets lie in one segment.</summary>
internal readonly record struct SegmentRun(uint Segment, long Octets);
