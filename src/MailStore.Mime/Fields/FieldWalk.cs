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
        Start = _next;
        var rest = _block[_next..];
        if (rest is [] or [(byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..])
        {
            return false;
        }

        var length = 0;
        do
        {
            var feed = rest[length..].IndexOf((byte)'\n');
            length = feed < 0 ? rest.Length : length + feed + 1;
        }
        while (length < rest.Length && rest[length] is (byte)' ' or (byte)'\t');

        _next += length;
        Split(rest[..length]);
        return true;
    }

    /// <summary>Goes on to the next field of this name.</summary>
    public bool MoveTo(ReadOnlySpan<byte> name)
    {
        while (MoveNext())
        {
            if (FieldText.EqualsIgnoreCase(Name, name))
            {
                return true;
            }
        }

        return false;
    }

    private void Split(ReadOnlySpan<byte> field)
    {
        var first = field[..(field.IndexOf((byte)'\n') is var feed && feed < 0 ? field.Length : feed)];
        var colon = first.IndexOf((byte)':');
        Name = colon < 0 ? default : first[..colon].TrimEnd(" \t"u8);
        var value = colon < 0 ? field : field[(colon + 1)..];
        Value = value is [.., (byte)'\r', (byte)'\n'] ? value[..^2] : value is [.., (byte)'\n'] ? value[..^1] : value;
    }
}
