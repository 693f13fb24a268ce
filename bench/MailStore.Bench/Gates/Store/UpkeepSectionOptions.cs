namespace MailStore.Bench.Gates.Store;

/// <param name="Bodies">Of 8 KB.</param>
/// <param name="SegmentBytes">Several of them are filled.</param>
/// <param name="IsJudged">A tiny run only shows that it runs.</param>
internal sealed record UpkeepSectionOptions(int Bodies, long SegmentBytes, bool IsJudged)
{
    public static UpkeepSectionOptions Full { get; } = new(Bodies: 80_000, SegmentBytes: 32 * 1024 * 1024, IsJudged: true);

    public static UpkeepSectionOptions Tiny { get; } = new(Bodies: 200, SegmentBytes: 256 * 1024, IsJudged: false);
}
