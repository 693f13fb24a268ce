using MailStore.Mime.Structure;

namespace MailStore.Mime.Sections;

/// <summary>Where the sections of a message lie: RFC 9051 §6.4.5.1.</summary>
public static class SectionFinder
{
    /// <summary>
    /// The part that numbers name. Parts of a multipart are counted; a message that is none has one part, 1, its body; and a part that
    /// is a message is passed through to what is in it.
    /// </summary>
    /// <param name="path">Without numbers, the message itself.</param>
    /// <returns>-1 if there is no such part.</returns>
    public static int Find(ReadOnlySpan<Part> parts, ReadOnlySpan<uint> path)
    {
        var (found, isMessage) = (0, true);
        foreach (var number in path)
        {
            if (!isMessage && parts[found].Kind == PartKind.Message)
            {
                (found, isMessage) = (found + 1, true);
            }

            if (parts[found].IsMultipart)
            {
                found = Child(parts, found, number);
                if (found < 0)
                {
                    return -1;
                }
            }
            else if (!isMessage || number != 1)
            {
                return -1;
            }

            isMessage = false;
        }

        return found;
    }

    /// <summary>The octets of a section. Of header fields, those of the header that they are taken from.</summary>
    /// <returns>False if there is no such section.</returns>
    public static bool TryFind(ReadOnlySpan<Part> parts, ReadOnlySpan<uint> path, SectionText text, out long start, out long end)
    {
        (start, end) = (0, 0);
        var found = Find(parts, path);
        if (found < 0)
        {
            return false;
        }

        if (path.IsEmpty)
        {
            (start, end) = Of(parts[0], text == SectionText.Whole ? null : text);
            return text != SectionText.Mime;
        }

        if (text is SectionText.Whole or SectionText.Mime)
        {
            (start, end) = Of(parts[found], text == SectionText.Mime ? SectionText.Header : SectionText.Text);
            return true;
        }

        // RFC 9051 §6.4.5.1: HEADER and TEXT of a part only where it is a message.
        if (parts[found].Kind != PartKind.Message)
        {
            return false;
        }

        (start, end) = Of(parts[found + 1], text);
        return true;
    }

    private static (long Start, long End) Of(in Part part, SectionText? text) => text switch
    {
        null => (part.Start, part.BodyEnd),
        SectionText.Text => (part.BodyStart, part.BodyEnd),
        _ => (part.Start, part.BodyStart),
    };

    private static int Child(ReadOnlySpan<Part> parts, int parent, uint number)
    {
        for (var child = parent + 1; child < parts[parent].End; child = parts[child].End)
        {
            if (--number == 0)
            {
                return child;
            }
        }

        return -1;
    }
}
