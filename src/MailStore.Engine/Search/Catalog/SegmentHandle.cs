using MailStore.Engine.Search.Segments;

namespace MailStore.Engine.Search.Catalog;

/// <summary>An open segment and who uses it: it is closed when it is not listed any more and the last user is done.</summary>
internal sealed class SegmentHandle(SegmentFile file)
{
    private int _uses = 1;

    public SegmentFile File => file;

    /// <summary>The mailbox was seen to be the one that the segment was made of.</summary>
    public bool IsWitnessed { get; set; }

    /// <summary>Under the lock of the mailbox that lists it.</summary>
    public void Use() => Interlocked.Increment(ref _uses);

    public void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            file.Dispose();
        }
    }
}
