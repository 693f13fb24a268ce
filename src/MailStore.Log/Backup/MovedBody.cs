using MailStore.Log.Records;

namespace MailStore.Log.Backup;

/// <summary>A body of the cold generation, and as much of its frame as tells what came with it.</summary>
/// <param name="Body">Its id.</param>
/// <param name="Place">Where the frame lies.</param>
/// <param name="HeadBytes">Of the payload: all before the octets of the body itself.</param>
/// <param name="HeadSum">CRC-32C of these, taken when the whole frame was proven.</param>
/// <param name="Octets">Of the body.</param>
internal readonly record struct MovedBody(LogAddress Body, LogAddress Place, int HeadBytes, uint HeadSum, long Octets);
