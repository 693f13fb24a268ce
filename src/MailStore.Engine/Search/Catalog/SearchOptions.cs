namespace MailStore.Engine.Search.Catalog;

/// <summary>How much is spent on the search index.</summary>
public sealed record SearchOptions
{
    /// <summary>A mailbox' messages that are not indexed yet are indexed when they have so many octets ...</summary>
    public long WorthwhileBytes { get; init; } = 256 * 1024;

    /// <summary>... or are so many. With less, looking into them costs less than the files would.</summary>
    public int WorthwhileMessages { get; init; } = 256;

    /// <summary>So much is worth a file.</summary>
    internal bool IsWorthwhile(int messages, long bytes) => messages > 0 && (bytes >= WorthwhileBytes || messages >= WorthwhileMessages);

    /// <summary>Memory that a segment takes while it is made, about.</summary>
    public long BuildBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Segments of one mailbox are made into one when so many of them are of a size.</summary>
    public int MergeSegments { get; init; } = 4;

    /// <summary>Larger segments are left alone.</summary>
    public long MergeBytesMax { get; init; } = 1L << 30;

    /// <summary>Nor are those whose columns for SORT and THREAD have more octets than this together: a merge has all of them in memory.</summary>
    public long MergeColumnBytesMax { get; init; } = 16L * 1024 * 1024;

    /// <summary>Of a processor, in percent, while the volume has mail to write; without, all of one.</summary>
    public int BusyPercent { get; init; } = 20;

    /// <summary>Mailboxes whose segments are open at a time, about.</summary>
    public int OpenMailboxes { get; init; } = 256;

    /// <summary>Indexes by itself, in the background.</summary>
    public bool RunsByItself { get; init; } = true;
}
