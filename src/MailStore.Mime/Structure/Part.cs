namespace MailStore.Mime.Structure;

/// <summary>
/// A part by its place in the message: offsets and counts, no octets. Parts lie in the order of the message, each before what
/// is in it.
/// </summary>
public struct Part
{
    /// <summary>Where its header begins.</summary>
    public long Start;

    /// <summary>Behind the empty line; where there is none, behind the header.</summary>
    public long BodyStart;

    /// <summary>Without the line end that belongs to the boundary behind it (RFC 2046 §5.1.1).</summary>
    public long BodyEnd;

    /// <summary>Line feeds of the header, empty line included.</summary>
    public int HeaderLines;

    public int BodyLines;

    /// <summary>-1 for the message itself.</summary>
    public int Parent;

    /// <summary>The part behind everything that is in this one: its next sibling, if it has one.</summary>
    public int End;

    /// <summary>Where its header is kept, and how much of it.</summary>
    public int KeptAt;
    public int KeptBytes;

    public PartKind Kind;

    /// <summary>MIME-Version or Content-Type was seen, or a multipart around it: what Content-* fields say counts.</summary>
    public bool IsMime;

    public readonly long HeaderBytes => BodyStart - Start;

    public readonly long BodyBytes => BodyEnd - BodyStart;

    public readonly bool IsMultipart => Kind is PartKind.Multipart or PartKind.Digest;
}
