namespace MailStore.Mime.Structure;

/// <summary>
/// One pass over the octets of a message, cut in any way: which parts it has and where they lie. It holds the table of the
/// parts, their headers up to a limit, and how the first texts begin. An instance serves one message after the other, and then
/// allocates nothing.
/// </summary>
public sealed class MessageScan
{
    private readonly MimeLimits _limits;
    private readonly BoundaryStack _boundaries;
    private readonly HeaderLines _header;
    private readonly HeaderKeep _kept;
    private readonly LineCarry _carry;
    private readonly PartTable _table = new();
    private readonly TextKeep _texts = new();
    private ScanState _state;
    private int _part;
    private int _depth;

    // How many octets and line feeds were taken, and the last octet.
    private long _position;
    private int _lines;
    private byte _last;

    // Where the line begins that is looked at, and the line end before it, should that belong to a boundary.
    private long _lineStart;
    private int _breakBytes;
    private bool _isLineStart;
    private bool _isLastBoundary;
    private bool _endsInPair;

    public MessageScan(MimeLimits? limits = null)
    {
        _limits = limits ?? MimeLimits.Default;
        _boundaries = new(_limits.DepthMax);
        _header = new(_limits);
        _kept = new(_limits.HeaderBytesMax);
        _carry = new(Math.Max(BoundaryStack.LineBytesMax, _limits.FieldBytesMax));
        Begin();
    }

    /// <summary>The parts, the message itself first. Whole when the scan is finished.</summary>
    public ReadOnlySpan<Part> Parts => _table.Parts;

    /// <summary>Octets taken.</summary>
    public long Length => _position;

    /// <summary>The header of a part as far as it is kept, with its empty line.</summary>
    public ReadOnlySpan<byte> HeaderOf(in Part part) => _kept.Of(part);

    /// <summary>How many texts there are of which the beginning is kept.</summary>
    public int TextCount => _texts.Count;

    /// <summary>Which part a text is, and how it begins, as it was sent.</summary>
    public ReadOnlySpan<byte> TextOf(int index, out int part)
    {
        part = _texts.PartOf(index);
        var text = _texts.Of(index);
        return text[..(int)Math.Min(text.Length, _table[part].BodyBytes)];
    }

    /// <summary>Forgets the message before.</summary>
    public void Begin()
    {
        _table.Clear();
        _texts.Clear();
        _boundaries.Clear();
        _kept.Clear();
        _carry.Clear();
        (_position, _lines, _last, _part, _depth) = (0, 0, 0, -1, -1);
        BeginPart(0, 0, isMime: false);
    }

    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var used = _state switch
            {
                ScanState.Header => TakeHeaderLine(octets),
                ScanState.BoundaryLine => TakeBoundaryLine(octets),
                _ when _boundaries.IsEmpty => Pass(octets),
                _ when _isLineStart => TakeLineStart(octets),
                _ => TakeBody(octets),
            };
            octets = octets[used..];
        }
    }

    /// <summary>After the last octet.</summary>
    public void Finish()
    {
        if (_state == ScanState.Header)
        {
            FinishHeader();
        }
        else if (!_carry.IsEmpty && _boundaries.Find(_carry.Octets, out var isLast) is >= 0 and var found)
        {
            EndParts(found, isLast);
        }

        for (; _part >= 0; _part = _table[_part].Parent)
        {
            Close(_position, _lines);
        }
    }

    // --- Headers

    private void BeginPart(long start, int lines, bool isMime)
    {
        ref var part = ref _table.Add(_part);
        (part.Start, part.HeaderLines, part.KeptAt) = (start, lines, _kept.Length);
        _part = _table.Count - 1;
        _depth++;
        (_state, _breakBytes) = (ScanState.Header, 0);
        _header.Begin(isMime);
    }

    private int TakeHeaderLine(ReadOnlySpan<byte> octets)
    {
        if (_carry.IsEmpty)
        {
            _lineStart = _position;
        }

        var feed = octets.IndexOf((byte)'\n');
        var line = feed < 0 ? octets : octets[..(feed + 1)];
        var length = line.Length;
        _kept.Append(line);
        _position += length;
        _endsInPair = (feed > 0 ? octets[feed - 1] : _last) == (byte)'\r';
        _last = line[^1];
        if (feed < 0 || !_carry.IsEmpty)
        {
            _carry.Append(line);
            line = _carry.Octets;
        }

        if (feed >= 0)
        {
            EndHeaderLine(line);
            _carry.Clear();
        }

        return length;
    }

    /// <param name="line">With its line feed, unless it is too long to be held.</param>
    private void EndHeaderLine(ReadOnlySpan<byte> line)
    {
        if (!_boundaries.IsEmpty && _boundaries.Find(line, out var isLast) is >= 0 and var found)
        {
            CutHeader(found, isLast);
            _lines++;
            EndBoundaryLine();
            return;
        }

        _lines++;
        if (line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
        {
            EndHeader(_position, _lines, hasBody: true);
            return;
        }

        // What is held of a long line lacks its end.
        _breakBytes = _endsInPair ? 2 : 1;
        _header.Take(line);
    }

    /// <summary>A boundary stands where a header line or the empty line should. The line end before it belongs to it.</summary>
    private void CutHeader(int found, bool isLast)
    {
        var (bodyStart, lines, breakBytes) = (_lineStart - _breakBytes, _breakBytes > 0 ? _lines - 1 : _lines, _breakBytes);
        EndHeader(bodyStart, lines, hasBody: false);
        _breakBytes = breakBytes;
        EndParts(found, isLast);
    }

    private void EndHeader(long bodyStart, int lines, bool hasBody)
    {
        _header.End();
        ref var part = ref _table[_part];
        (part.BodyStart, part.BodyLines, part.IsMime) = (bodyStart, lines, _header.IsMime);
        part.HeaderLines = lines - part.HeaderLines;
        part.KeptBytes = (int)Math.Min(_kept.Length - part.KeptAt, part.HeaderBytes);
        _kept.Cut(part.KeptAt + part.KeptBytes);

        // RFC 2046 §5.1.5: in a digest, what does not say what it is is a message.
        var isImplied = !_header.IsDeclared && part.Parent >= 0 && _table[part.Parent].Kind == PartKind.Digest;
        part.Kind = isImplied ? PartKind.Message : _header.Kind;
        if (part.Kind > PartKind.Text && (_depth >= _limits.DepthMax || _table.Count >= _limits.PartsMax))
        {
            part.Kind = PartKind.Leaf;
        }

        (_state, _isLineStart, _breakBytes, _last) = (ScanState.Body, true, 0, (byte)'\n');
        if (part.Kind == PartKind.Message)
        {
            BeginPart(bodyStart, lines, isMime: false);
            if (!hasBody)
            {
                EndHeader(bodyStart, lines, hasBody: false);
            }
        }
        else if (part.IsMultipart && hasBody && _header.HasBoundary)
        {
            _boundaries.Push(_part, _header.Boundary);
        }
        else if (part.Kind == PartKind.Text)
        {
            _texts.Begin(_part);
        }
    }

    private void FinishHeader()
    {
        if (!_carry.IsEmpty && _boundaries.Find(_carry.Octets, out var isLast) is >= 0 and var found)
        {
            CutHeader(found, isLast);
            return;
        }

        if (!_carry.IsEmpty)
        {
            _header.Take(_carry.Octets);
        }

        EndHeader(_position, _lines, hasBody: false);
    }

    // --- Bodies

    /// <summary>Octets of a body in which nothing is looked for.</summary>
    private int Pass(ReadOnlySpan<byte> octets)
    {
        _position += octets.Length;
        _lines += octets.Count((byte)'\n');
        _last = octets[^1];
        if (_part == _texts.Part)
        {
            _texts.Append(octets);
        }

        return octets.Length;
    }

    /// <summary>Within a line of a body, up to the next one that may hold a boundary.</summary>
    private int TakeBody(ReadOnlySpan<byte> octets)
    {
        var feed = octets.IndexOf("\n--"u8);
        if (feed < 0)
        {
            // What is cut may go on as a boundary.
            feed = octets is [.., (byte)'\n'] ? octets.Length - 1 : octets is [.., (byte)'\n', (byte)'-'] ? octets.Length - 2 : -1;
        }

        if (feed < 0)
        {
            return Pass(octets);
        }

        var before = feed > 0 ? octets[feed - 1] : _last;
        (_isLineStart, _breakBytes) = (true, before == (byte)'\r' ? 2 : 1);
        return Pass(octets[..(feed + 1)]);
    }

    /// <summary>At the beginning of a line, or further in it if it was cut: a boundary, or not.</summary>
    private int TakeLineStart(ReadOnlySpan<byte> octets)
    {
        if (_carry.IsEmpty)
        {
            _lineStart = _position;
            if (octets[0] != (byte)'-')
            {
                _isLineStart = false;
                return 0;
            }
        }

        var wanted = Math.Min(octets.Length, BoundaryStack.LineBytesMax - _carry.Length);
        var line = octets[..wanted];
        var feed = line.IndexOf((byte)'\n');
        line = feed < 0 ? line : line[..feed];
        var isWhole = feed >= 0 || _carry.Length + line.Length == BoundaryStack.LineBytesMax;
        if (isWhole && _carry.IsEmpty)
        {
            DecideLine(line);
            return 0;
        }

        _carry.Append(line);
        if (!line.IsEmpty)
        {
            Pass(line);
        }

        if (isWhole)
        {
            DecideLine(_carry.Octets);
            _carry.Clear();
        }

        return line.Length;
    }

    private void DecideLine(ReadOnlySpan<byte> line)
    {
        _isLineStart = false;
        if (_boundaries.Find(line, out var isLast) is >= 0 and var found)
        {
            EndParts(found, isLast);
            _state = ScanState.BoundaryLine;
        }
    }

    // --- Boundaries

    /// <summary>Ends what is open inside of the multipart whose boundary was found. RFC 2046 §5.1.1: the line end before it belongs to it.</summary>
    private void EndParts(int found, bool isLast)
    {
        var (end, lines) = (_lineStart - _breakBytes, _breakBytes > 0 ? _lines - 1 : _lines);
        for (var outer = _boundaries.PartOf(found); _part != outer; _part = _table[_part].Parent)
        {
            Close(end, lines);
        }

        _boundaries.Cut(isLast ? found : found + 1);
        _isLastBoundary = isLast;
    }

    private int TakeBoundaryLine(ReadOnlySpan<byte> octets)
    {
        var feed = octets.IndexOf((byte)'\n');
        if (feed < 0)
        {
            return Pass(octets);
        }

        Pass(octets[..(feed + 1)]);
        EndBoundaryLine();
        return feed + 1;
    }

    private void EndBoundaryLine()
    {
        if (!_isLastBoundary && _table.Count < _limits.PartsMax)
        {
            BeginPart(_position, _lines, isMime: true);
            return;
        }

        if (!_isLastBoundary)
        {
            // Enough: the rest is told as part of this multipart.
            _boundaries.Clear();
        }

        (_state, _isLineStart, _breakBytes, _last) = (ScanState.Body, true, 0, (byte)'\n');
    }

    private void Close(long end, int lines)
    {
        ref var part = ref _table[_part];
        part.BodyEnd = end;
        part.BodyLines = lines - part.BodyLines;
        part.End = _table.Count;
        _depth--;
    }
}
