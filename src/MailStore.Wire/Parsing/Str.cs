namespace MailStore.Wire.Parsing;

/// <summary>A string of a command: where it lies and how it is written. Unescaping is left to whoever needs the value.</summary>
public readonly record struct Str(int Offset, int Length, StrKind Kind)
{
    /// <summary>True if the string was written, NIL included.</summary>
    public bool IsPresent => Kind != StrKind.None;

    /// <summary>The bytes as they stand, backslashes included.</summary>
    public ReadOnlySpan<byte> Raw(Frame frame) => Kind == StrKind.Streamed ? default : frame.Bytes.Slice(Offset, Length);

    /// <summary>Copies the value, escapes undone. False, with nothing written, if the target is too short.</summary>
    public bool TryCopyTo(Frame frame, Span<byte> target, out int written)
    {
        var raw = Raw(frame);
        written = 0;
        if (Kind != StrKind.Escaped)
        {
            if (raw.Length > target.Length)
            {
                return false;
            }

            raw.CopyTo(target);
            written = raw.Length;
            return true;
        }

        var count = 0;
        for (var i = 0; i < raw.Length; i++, count++)
        {
            if (raw[i] == (byte)'\\')
            {
                i++;
            }

            if (count == target.Length)
            {
                return false;
            }

            target[count] = raw[i];
        }

        written = count;
        return true;
    }

    /// <summary>True if the value is exactly these bytes, escapes undone. NIL and absent strings equal nothing.</summary>
    public bool ValueEquals(Frame frame, ReadOnlySpan<byte> value)
    {
        if (Kind is StrKind.None or StrKind.Nil or StrKind.Streamed)
        {
            return false;
        }

        var raw = Raw(frame);
        if (Kind != StrKind.Escaped)
        {
            return raw.SequenceEqual(value);
        }

        var at = 0;
        for (var i = 0; i < raw.Length; i++, at++)
        {
            if (raw[i] == (byte)'\\')
            {
                i++;
            }

            if (at >= value.Length || value[at] != raw[i])
            {
                return false;
            }
        }

        return at == value.Length;
    }
}
