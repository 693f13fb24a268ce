namespace MailStore.Log.Records;

/// <summary>What was found where a frame may begin.</summary>
internal enum FrameStatus
{
    Whole,

    /// <summary>Something else: zeros behind the last batch, or anything.</summary>
    NoFrame,

    /// <summary>The octets end before the frame does.</summary>
    Short,

    /// <summary>The checksum is wrong.</summary>
    Damaged,

    /// <summary>A whole frame of another place or another volume.</summary>
    Misplaced,

    /// <summary>A whole frame in a form that this program does not know.</summary>
    Foreign,
}
