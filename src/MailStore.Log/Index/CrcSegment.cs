using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>One file of the index' log, and a checksum of each block that was written to it. Zero: not written in this life.</summary>
internal sealed class CrcSegment : IDisposable
{
    public CrcSegment(IStorageFile file, int blocks)
    {
        File = file;
        Sums = new uint[blocks];
    }

    public IStorageFile File { get; }

    public uint[] Sums { get; }

    /// <summary>Whether something was written since the last flush.</summary>
    public bool IsDirty { get; set; }

    public void Dispose() => File.Dispose();
}
