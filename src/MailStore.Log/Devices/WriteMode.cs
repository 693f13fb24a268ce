namespace MailStore.Log.Devices;

public enum WriteMode
{
    /// <summary>No write is allowed.</summary>
    ReadOnly,

    /// <summary>A write is durable after the next <see cref="IStorageFile.Flush"/>.</summary>
    Buffered,

    /// <summary>A write is durable when it returns. Offset, length and memory are multiples of <see cref="IStorageFile.BlockBytes"/>.</summary>
    Durable,
}
