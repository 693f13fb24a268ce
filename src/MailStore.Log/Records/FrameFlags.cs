namespace MailStore.Log.Records;

/// <summary>On disk; frozen by a test.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>Last frame of a request: from the first to this one, all take effect or none.</summary>
    EndOfUnit = 1,

    /// <summary>First frame of a batch, which begins at a whole block. Nothing is looked for anywhere else after damage.</summary>
    StartOfBatch = 2,

    /// <summary>Last frame of a batch: the next one begins at the next whole block.</summary>
    EndOfBatch = 4,
}
