using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailStore.Abstractions.Messages;

/// <summary>
/// What UIDL of another server called a message (RFC 1939 §7). It is kept with a message that is brought over, or every POP3
/// client would fetch everything again. A message that came otherwise has none, and is called after its UID.
/// </summary>
public readonly struct UniqueId : IEquatable<UniqueId>
{
    /// <summary>RFC 1939 §7: one to 70 characters in the range 0x21 to 0x7E.</summary>
    public const int BytesMax = 70;

    private readonly string? _text;

    private UniqueId(string text)
    {
        _text = text;
    }

    public string Text => _text ?? "";

    public bool IsNone => _text is null;

    public static bool operator ==(UniqueId left, UniqueId right) => left.Equals(right);

    public static bool operator !=(UniqueId left, UniqueId right) => !left.Equals(right);

    public static bool TryCreate(string text, out UniqueId id)
    {
        var isOne = text.Length is > 0 and <= BytesMax && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        id = isOne ? new(text) : default;
        return isOne;
    }

    /// <summary>A text that is known to be one.</summary>
    public static UniqueId Create(string text) =>
        TryCreate(text, out var id) ? id : throw new ArgumentException("Not a unique id.", nameof(text));

    /// <returns>How many octets it has.</returns>
    public int Write(Span<byte> into) => Encoding.ASCII.GetBytes(Text, into);

    public bool Equals(UniqueId other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is UniqueId other && Equals(other);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;
}
