namespace MailStore.Engine.Search.Segments;

/// <summary>A segment is not what it should be: it is dropped, and made again.</summary>
internal sealed class SegmentFaultException(string message) : Exception(message);
