using System.Globalization;
using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>
/// Names of the index' files: <c>m-gggg-ssssssss.log</c> for segment s of generation g, <c>m-nnnnnnnn.ckp</c> for checkpoint n.
/// A generation is one life from empty on: what an older one left behind is never written over.
/// </summary>
internal static class IndexNames
{
    private const string Prefix = "m-";
    private const string LogEnd = ".log";
    private const string CheckpointEnd = ".ckp";

    public static string Segment(uint generation, uint segment) => $"{Prefix}{generation:x4}-{segment:x8}{LogEnd}";

    public static string Checkpoint(uint number) => $"{Prefix}{number:x8}{CheckpointEnd}";

    public static bool IsSegment(string name, out uint generation, out uint segment)
    {
        segment = 0;
        var middle = Middle(name, LogEnd);
        var dash = middle.IndexOf('-');
        return Number(dash < 0 ? [] : middle[..dash], out generation) && Number(middle[(dash + 1)..], out segment);
    }

    public static bool IsCheckpoint(string name, out uint number) => Number(Middle(name, CheckpointEnd), out number);

    /// <summary>Generation and checkpoint number that no file has yet.</summary>
    public static (uint Generation, uint Checkpoint) Fresh(IStorage storage)
    {
        uint generation = 0, checkpoint = 0;
        foreach (var name in storage.List())
        {
            if (IsSegment(name, out var ofSegment, out _))
            {
                generation = Math.Max(generation, ofSegment);
            }
            else if (IsCheckpoint(name, out var number))
            {
                checkpoint = Math.Max(checkpoint, number);
            }
        }

        return (generation + 1, checkpoint + 1);
    }

    private static ReadOnlySpan<char> Middle(string name, string end) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
            ? name.AsSpan(Prefix.Length, name.Length - Prefix.Length - end.Length)
            : [];

    private static bool Number(ReadOnlySpan<char> text, out uint number) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
