using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>The log's own records in the index. Kinds from 0xF0 on are kept from the engine.</summary>
internal static class LogKeys
{
    private const byte BodyKind = 0xF0;
    private const byte SegmentKind = 0xF1;

    public static IndexKey Body(LogAddress body) => new(BodyKind, 0, body.Value);

    public static IndexKey Segment(uint segment) => new(SegmentKind, 0, segment);
}
