namespace MailStore.Mime.Headers;

/// <summary>One field of a header block, where it stands.</summary>
/// <param name="octets">The whole field, from its name to its last line end.</param>
/// <param name="nameLength">Octets of the name, without blanks before the colon. 0 for a line that is no field.</param>
/// <param name="valueOffset">Of the first octet behind colon and blanks.</param>
/// <param name="valueEnd">Behind the last octet before the line end. Folds belong to the value.</param>
public readonly ref struct HeaderField(ReadOnlySpan<byte> octets, int nameLength, int valueOffset, int valueEnd)
{
    public ReadOnlySpan<byte> Octets { get; } = octets;

    public int ValueOffset { get; } = valueOffset;

    public ReadOnlySpan<byte> Name => Octets[..nameLength];

    public ReadOnlySpan<byte> Value => Octets[ValueOffset..valueEnd];

    /// <summary>Names are compared without case (RFC 5322 §1.2.2).</summary>
    public bool Is(ReadOnlySpan<byte> name) => nameLength == name.Length && System.Text.Ascii.EqualsIgnoreCase(Name, name);
}
