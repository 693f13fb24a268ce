using MailStore.Log.Records;

namespace MailStore.Log.Recovery;

/// <summary>A whole frame that a scan has met.</summary>
internal readonly record struct ScannedFrame(LogAddress Address, FrameHeader Header)
{
    public long PayloadFrom => Address.Offset + FrameHeader.Bytes;
}
