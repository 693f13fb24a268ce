using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>The log's own records in the index. Kinds from 0xF0 on are kept from the engine.</summary>
internal static class LogKeys
{
    private const byte BodyKind = 0xF0;
    private const byte SegmentKind = 0xF1;
    private const byte NextColdKind = 0xF2;

    /// <summary>The number of the next segment of the cold generation, u32; 1 if there is no record.</summary>
    public static IndexKey NextCold => new(NextColdKind, 0, 0);

    public static IndexKey Body(LogAddress body) => new(BodyKind, 0, body.Value);

    public static IndexKey Segment(uint segment) => new(SegmentKind, 0, segment);
}
