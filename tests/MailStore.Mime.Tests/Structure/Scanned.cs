using System.Text;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Tests.Structure;

/// <summary>A message scanned, and its parts in words.</summary>
internal static class Scanned
{
    public static MessageScan Of(string message, MimeLimits? limits = null) => Of(Encoding.Latin1.GetBytes(message), limits);

    public static MessageScan Of(ReadOnlySpan<byte> message, MimeLimits? limits = null)
    {
        var scan = new MessageScan(limits);
        scan.Take(message);
        scan.Finish();
        return scan;
    }

    /// <summary>A line for each part: how deep, what, lines and octets of header and body.</summary>
    public static string Show(MessageScan scan)
    {
        var text = new StringBuilder();
        foreach (ref readonly var part in scan.Parts)
        {
            var depth = 0;
            for (var parent = part.Parent; parent >= 0; parent = scan.Parts[parent].Parent)
            {
                depth++;
            }

            text.Append(' ', 2 * depth)
                .Append($"{part.Kind} {part.Start}+{part.HeaderBytes}/{part.HeaderLines} {part.BodyStart}+{part.BodyBytes}/{part.BodyLines} kept {part.KeptBytes} end {part.End}\n");
        }

        return text.ToString();
    }

    /// <summary>What each part is and holds: "Text=hello".</summary>
    public static string Bodies(string message, MimeLimits? limits = null)
    {
        var scan = Of(message, limits);
        var said = new List<string>();
        foreach (ref readonly var part in scan.Parts)
        {
            said.Add(part.Kind is PartKind.Text or PartKind.Leaf
                ? $"{part.Kind}={message[(int)part.BodyStart..(int)part.BodyEnd]}"
                : $"{part.Kind}({Children(scan, part)})");
        }

        return string.Join('|', said).Replace("\r\n", "\u00AC", StringComparison.Ordinal).Replace("\n", "\u00B6", StringComparison.Ordinal);
    }

    private static int Children(MessageScan scan, in Part part)
    {
        var (count, at) = (0, IndexOf(scan, part) + 1);
        for (; at < part.End; at = scan.Parts[at].End)
        {
            count++;
        }

        return count;
    }

    private static int IndexOf(MessageScan scan, in Part part)
    {
        for (var i = 0; ; i++)
        {
            if (scan.Parts[i].Start == part.Start && scan.Parts[i].End == part.End && scan.Parts[i].Kind == part.Kind)
            {
                return i;
            }
        }
    }
}
