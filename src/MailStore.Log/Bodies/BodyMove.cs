using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>A body that was copied to another place.</summary>
/// <param name="From">Where its frame lay: if it lies elsewhere by now, the copy is waste.</param>
internal readonly record struct BodyMove(LogAddress Body, LogAddress From, LogAddress To, long Octets);
