using System.Buffers.Text;
using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Fields;

/// <summary>
/// The parameters of a Content-Type or Content-Disposition as they are told to a client: quotes and escapes undone, the pieces
/// of RFC 2231 put together, nothing decoded. Its memory is kept from field to field.
/// </summary>
public sealed class ParameterSet(int parametersMax)
{
    private readonly PieceOrder _order = new();
    private MimeParameter[] _parameters = new MimeParameter[16];
    private byte[] _text = new byte[1024];
    private int _textBytes;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> NameOf(int index) => _text.AsSpan(_parameters[index].NameAt, _parameters[index].NameBytes);

    public ReadOnlySpan<byte> ValueOf(int index) => _text.AsSpan(_parameters[index].ValueAt, _parameters[index].ValueBytes);

    public void Clear() => (Count, _textBytes) = (0, 0);

    /// <returns>The index of a parameter, or -1.</returns>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (FieldText.EqualsIgnoreCase(NameOf(i), name))
            {
                return i;
            }
        }

        return -1;
    }

    public void Read(Frame frame, ParameterList list)
    {
        Clear();
        foreach (var parameter in list.In(frame))
        {
            if (Count == parametersMax)
            {
                break;
            }

            if (!parameter.Attribute.IsEmpty && (parameter.ParameterValue.IsPresent || HasEquals(frame, parameter)))
            {
                Add(frame, parameter);
            }
        }

        Join();
    }

    /// <summary>Takes a parameter as it stands: for values that no grammar takes.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Count < parametersMax)
        {
            ref var added = ref Next();
            Append(name, out added.NameAt, out added.NameBytes);
            Append(value, out added.ValueAt, out added.ValueBytes);
        }
    }

    /// <summary>Takes a parameter whose value stood in quotes: its escapes are undone (RFC 5322 §3.2.1).</summary>
    public void AddQuoted(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Count < parametersMax)
        {
            ref var added = ref Next();
            Append(name, out added.NameAt, out added.NameBytes);
            added.ValueAt = _textBytes;
            for (var escape = value.IndexOf((byte)'\\'); escape >= 0 && escape + 1 < value.Length; escape = value.IndexOf((byte)'\\'))
            {
                Append(value[..escape]);
                Append(value.Slice(escape + 1, 1));
                value = value[(escape + 2)..];
            }

            Append(value);
            added.ValueBytes = _textBytes - added.ValueAt;
        }
    }

    private static bool HasEquals(Frame frame, in Parameter parameter)
    {
        var behind = frame.Bytes[(parameter.Attribute.Offset + parameter.Attribute.Length)..].TrimStart("*0123456789"u8);
        var at = FieldText.SkipBlanks(behind, 0);
        return at < behind.Length && behind[at] == (byte)'=';
    }

    private void Add(Frame frame, in Parameter parameter)
    {
        ref var added = ref Next();
        Append(parameter.Attribute.Of(frame), out added.NameAt, out added.NameBytes);
        added.IsPiece = parameter.Continued || parameter.Extended;
        added.IsExtended = parameter.Extended;
        added.Section = parameter.Section;
        var value = parameter.ParameterValue;
        Reserve(value.Length);
        added.ValueAt = _textBytes;
        if (value.IsPresent && value.TryCopyTo(frame, _text.AsSpan(_textBytes), out added.ValueBytes))
        {
            _textBytes += added.ValueBytes;
        }
    }

    private ref MimeParameter Next()
    {
        if (Count == _parameters.Length)
        {
            Array.Resize(ref _parameters, 2 * Count);
        }

        ref var next = ref _parameters[Count++];
        next = default;
        return ref next;
    }

    /// <summary>Puts plain parameters first and behind them what the pieces make together, as Dovecot orders them.</summary>
    private void Join()
    {
        var plainCount = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!_parameters[i].IsPiece)
            {
                if (plainCount < i)
                {
                    // Behind the pieces seen so far: these keep their order among themselves when they are sorted.
                    var plain = _parameters[i];
                    _parameters.AsSpan(plainCount, i - plainCount).CopyTo(_parameters.AsSpan(plainCount + 1));
                    _parameters[plainCount] = plain;
                }

                plainCount++;
            }
        }

        var pieces = _parameters.AsSpan(plainCount, Count - plainCount);
        if (pieces.IsEmpty)
        {
            return;
        }

        _order.Sort(pieces, _text);
        Count = plainCount;
        for (var first = 0; first < pieces.Length;)
        {
            var end = first + 1;
            var (isWhole, isExtended) = (pieces[first].Section == 0, pieces[first].IsExtended);
            while (end < pieces.Length && FieldText.EqualsIgnoreCase(Name(pieces[first]), Name(pieces[end])))
            {
                isWhole &= pieces[end].Section == end - first;
                isExtended |= pieces[end].IsExtended;
                end++;
            }

            if (isWhole)
            {
                var joined = Joined(pieces[first..end], isExtended);
                _parameters[Count++] = joined;
            }
            else
            {
                foreach (ref readonly var piece in pieces[first..end])
                {
                    var renamed = Renamed(piece);
                    _parameters[Count++] = renamed;
                }
            }

            first = end;
        }
    }

    // RFC 2231 §4.1: a value with a percent-encoded piece is percent-encoded as a whole; its name says so.
    private MimeParameter Joined(ReadOnlySpan<MimeParameter> pieces, bool isExtended)
    {
        var joined = default(MimeParameter);
        Append(Name(pieces[0]), out joined.NameAt, out joined.NameBytes);
        if (isExtended)
        {
            joined.NameBytes += Append("*"u8);
        }

        joined.ValueAt = _textBytes;
        if (isExtended && !pieces[0].IsExtended)
        {
            Append("''"u8);
        }

        foreach (ref readonly var piece in pieces)
        {
            Reserve(3 * piece.ValueBytes);
            var value = _text.AsSpan(piece.ValueAt, piece.ValueBytes);
            if (!isExtended || piece.IsExtended)
            {
                Append(value);
                continue;
            }

            foreach (var octet in value)
            {
                _ = octet == (byte)'%' ? Append("%25"u8) : Append([octet]);
            }
        }

        joined.ValueBytes = _textBytes - joined.ValueAt;
        return joined;
    }

    // A piece is missing: each is told by itself.
    private MimeParameter Renamed(in MimeParameter piece)
    {
        var renamed = piece;
        Append(Name(piece), out renamed.NameAt, out _);
        Append("*"u8);
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(piece.Section, digits, out var written);
        Append(digits[..written]);
        if (piece.IsExtended)
        {
            Append("*"u8);
        }

        renamed.NameBytes = _textBytes - renamed.NameAt;
        return renamed;
    }

    private ReadOnlySpan<byte> Name(in MimeParameter parameter) => _text.AsSpan(parameter.NameAt, parameter.NameBytes);

    private int Append(ReadOnlySpan<byte> octets)
    {
        Append(octets, out _, out var length);
        return length;
    }

    private void Append(ReadOnlySpan<byte> octets, out int at, out int length)
    {
        (at, length) = (_textBytes, octets.Length);

        // The octets may lie in the text itself: it is only left behind, never cleared.
        Reserve(length);
        octets.CopyTo(_text.AsSpan(at));
        _textBytes += length;
    }

    private void Reserve(int octets)
    {
        if (_text.Length - _textBytes < octets)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _textBytes + octets));
        }
    }
}
