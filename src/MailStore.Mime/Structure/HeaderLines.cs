using MailStore.Mime.Fields;

namespace MailStore.Mime.Structure;

/// <summary>What the structure needs of a part's header, line by line: what the part is, and its boundary. Its memory is kept from part to part.</summary>
internal sealed class HeaderLines(MimeLimits limits)
{
    private readonly ContentTypeReader _type = new(limits);
    private readonly LineCarry _value = new(limits.FieldBytesMax);
    private bool _isCollecting;
    private bool _hasType;

    /// <summary>A field that makes Content-* fields count was seen. Real mail leaves MIME-Version out, so Content-Type will do.</summary>
    public bool IsMime { get; private set; }

    /// <summary>What it said it is; without a Content-Type (RFC 2045 §5.2) or with one that does not count, text.</summary>
    public PartKind Kind { get; private set; }

    /// <summary>The Content-Type was there and counted.</summary>
    public bool IsDeclared => _hasType && IsMime;

    public bool HasBoundary { get; private set; }

    /// <summary>Good until the next header begins.</summary>
    public ReadOnlySpan<byte> Boundary => HasBoundary ? _type.Parameters.ValueOf(_type.Parameters.Find("boundary"u8)) : default;

    public void Begin(bool isMime)
    {
        (_isCollecting, _hasType, HasBoundary, Kind, IsMime) = (false, false, false, PartKind.Text, isMime);
        _value.Clear();
    }

    /// <param name="line">With its line end, or the beginning of a line that is too long.</param>
    public void Take(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            if (_isCollecting)
            {
                _value.Append(line);
            }

            return;
        }

        if (_isCollecting)
        {
            EndType();
        }

        // One octet decides for nearly all fields.
        if ((line[0] | 0x20) is (byte)'c' or (byte)'m')
        {
            TakeField(line);
        }
    }

    /// <summary>At the end of the header.</summary>
    public void End()
    {
        if (_isCollecting)
        {
            EndType();
        }

        if (!IsMime)
        {
            (Kind, HasBoundary) = (PartKind.Text, false);
        }
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            return;
        }

        var name = line[..colon].TrimEnd(" \t"u8);
        if (FieldText.EqualsIgnoreCase(name, "MIME-Version"u8))
        {
            IsMime = true;
        }
        else if (FieldText.EqualsIgnoreCase(name, "Content-Type"u8))
        {
            IsMime = true;

            // Of several the first counts.
            if (!_hasType)
            {
                (_hasType, _isCollecting) = (true, true);
                _value.Append(line[(colon + 1)..]);
            }
        }
    }

    private void EndType()
    {
        _isCollecting = false;
        _type.ReadType(_value.Octets);
        Kind = KindOf(_type.Type, _type.Subtype);
        HasBoundary = Kind is PartKind.Multipart or PartKind.Digest && _type.Parameters.Find("boundary"u8) >= 0;
    }

    private static PartKind KindOf(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype)
    {
        // RFC 2045 §5.2: what cannot be read is as if it were not there.
        if (type.IsEmpty || FieldText.EqualsIgnoreCase(type, "text"u8))
        {
            return PartKind.Text;
        }

        if (FieldText.EqualsIgnoreCase(type, "multipart"u8))
        {
            return FieldText.EqualsIgnoreCase(subtype, "digest"u8) ? PartKind.Digest : PartKind.Multipart;
        }

        // RFC 6532 §3.7: message/global is a message with UTF-8 in its headers.
        return FieldText.EqualsIgnoreCase(type, "message"u8)
            && (FieldText.EqualsIgnoreCase(subtype, "rfc822"u8) || FieldText.EqualsIgnoreCase(subtype, "global"u8))
            ? PartKind.Message
            : PartKind.Leaf;
    }
}
