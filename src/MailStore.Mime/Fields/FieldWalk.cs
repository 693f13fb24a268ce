namespace MailStore.Mime.Fields;

/// <summary>
/// Walks the fields of a header block, with CRLF or bare LF, up to its empty line or its end. Lines without a colon are fields
/// without a name; they are what an mbox or a broken relay left, and whoever looks for a name passes over them.
/// </summary>
public ref struct FieldWalk(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _next;

    /// <summary>Where the field begins in its block.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the field with its line end.</summary>
    public readonly int End => _next;

    /// <summary>All lines of the field, with their line ends.</summary>
    public readonly ReadOnlySpan<byte> Octets => _block[Start.._next];

    /// <summary>Without blanks before the colon (RFC 5322 §4.5); empty if there is no colon.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Behind the colon, folded as it came, without the last line end.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>What is left behind the last field: the empty line, or nothing.</summary>
    public readonly ReadOnlySpan<byte> Rest => _block[_next..];

    public bool MoveNext()
    {
        if (!Advance(out var firstLine))
        {
            return false;
        }

        Split(firstLine);
        return true;
    }

    /// <summary>Goes on to the next field of this name.</summary>
    public bool MoveTo(ReadOnlySpan<byte> name)
    {
        while (Advance(out var firstLine))
        {
            // Most fields have another name, and most of these begin with another letter.
            if (!name.IsEmpty && ((_block[Start] ^ name[0]) & ~0x20) != 0)
            {
                continue;
            }

            Split(firstLine);
            if (FieldText.EqualsIgnoreCase(Name, name))
            {
                return true;
            }
        }

        return false;
    }

    private bool Advance(out int firstLine)
    {
        Start = _next;
        firstLine = 0;
        var rest = _block[_next..];
        if (rest is [] or [(byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..])
        {
            return false;
        }

        var length = 0;
        do
        {
            var feed = rest[length..].IndexOf((byte)'\n');
            firstLine = length == 0 ? feed : firstLine;
            length = feed < 0 ? rest.Length : length + feed + 1;
        }
        while (length < rest.Length && rest[length] is (byte)' ' or (byte)'\t');

        _next += length;
        return true;
    }

    /// <param name="feed">Where the first line ends; negative if nowhere.</param>
    private void Split(int feed)
    {
        var field = Octets;
        var first = feed < 0 ? field : field[..feed];
        var colon = first.IndexOf((byte)':');
        var nameEnd = Math.Max(colon, 0);
        while (nameEnd > 0 && first[nameEnd - 1] is (byte)' ' or (byte)'\t')
        {
            nameEnd--;
        }

        Name = first[..nameEnd];
        var value = colon < 0 ? field : field[(colon + 1)..];
        Value = value is [.., (byte)'\r', (byte)'\n'] ? value[..^2] : value is [.., (byte)'\n'] ? value[..^1] : value;
    }
}
