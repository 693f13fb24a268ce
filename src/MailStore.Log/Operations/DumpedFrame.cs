using MailStore.Log.Records;

namespace MailStore.Log.Operations;

/// <summary>A frame, for people.</summary>
/// <param name="Moved">Of a moved body: its id.</param>
public sealed record DumpedFrame(LogAddress Address, FrameType Type, uint Epoch, ulong Sequence, int Bytes, byte[] Change, long BodyBytes, byte[] Body, LogAddress Moved);
