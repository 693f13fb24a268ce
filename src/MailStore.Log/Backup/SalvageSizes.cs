namespace MailStore.Log.Backup;

/// <summary>Sizes of a volume whose manifest is gone.</summary>
internal readonly record struct SalvageSizes(int FrameBytesMax, long SegmentBytes, long ColdSegmentBytes);
