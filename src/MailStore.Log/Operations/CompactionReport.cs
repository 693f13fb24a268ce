namespace MailStore.Log.Operations;

/// <summary>What a collection did.</summary>
public sealed record CompactionReport(long BytesBefore, long BytesAfter, int RemovedSegments, long MovedBodies, long CopiedBytes);
