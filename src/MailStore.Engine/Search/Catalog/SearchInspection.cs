using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Engine.Search.Catalog;

/// <summary>Looks at the search index of a volume that nobody serves, and changes nothing of it.</summary>
public static class SearchInspection
{
    public static SearchFigures Figures(IStorage storage)
    {
        var figures = new SearchFigures(Segments: 0, Mailboxes: 0, Messages: 0, Bytes: 0, TextBytes: 0, Faults: []);
        var mailboxes = new HashSet<ulong>();
        ForEach(storage, figures.Faults, segment =>
        {
            mailboxes.Add(segment.Name.Mailbox.Value);
            var head = segment.Head;
            figures = figures with
            {
                Segments = figures.Segments + 1,
                Mailboxes = mailboxes.Count,
                Messages = figures.Messages + head.Messages,
                Bytes = figures.Bytes + head.FileBytes,
                TextBytes = figures.TextBytes + head.TextBytes,
            };
        });
        return figures;
    }

    /// <summary>Reads each block of each segment.</summary>
    /// <returns>What is wrong, a segment a line; a server makes these again by itself.</returns>
    public static IReadOnlyList<string> Verify(IStorage storage, CancellationToken cancellation)
    {
        var faults = new List<string>();
        ForEach(storage, faults, segment =>
        {
            cancellation.ThrowIfCancellationRequested();
            segment.Verify();
        });
        return faults;
    }

    private static void ForEach(IStorage storage, List<string> faults, Action<SegmentFile> look)
    {
        foreach (var file in storage.List())
        {
            if (!SegmentName.TryParse(file, out var name))
            {
                continue;
            }

            try
            {
                using var segment = SegmentFile.Open(storage, name);
                look(segment);
            }
            catch (Exception fault) when (fault is SegmentFaultException or StorageFaultException)
            {
                faults.Add($"{file}: {fault.Message}");
            }
        }
    }
}
