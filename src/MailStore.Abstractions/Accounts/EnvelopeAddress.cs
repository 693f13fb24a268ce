using System.Text;

namespace MailStore.Abstractions.Accounts;

/// <summary>
/// A mailbox as an envelope names it: octets, in UTF-8 where they are no ASCII, quotes and backslashes undone. Both parts are empty for
/// the null path of bounces, and the domain alone for <c>&lt;Postmaster&gt;</c>.
/// </summary>
public readonly record struct EnvelopeAddress(ReadOnlyMemory<byte> Local, ReadOnlyMemory<byte> Domain)
{
    /// <summary>RFC 5321 §4.5.3.1.1</summary>
    public const int LocalBytesMax = 64;

    /// <summary>RFC 5321 §4.5.3.1.2</summary>
    public const int DomainBytesMax = 255;

    public bool IsNull => Local.IsEmpty && Domain.IsEmpty;

    /// <summary>From <c>name@domain</c>, without quotes.</summary>
    public static bool TryParse(string text, out EnvelopeAddress address)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var at = octets.AsSpan().LastIndexOf((byte)'@');
        address = default;
        if (at < 1 || at > LocalBytesMax || octets.Length - at - 1 is < 1 or > DomainBytesMax)
        {
            return false;
        }

        address = new(octets.AsMemory(0, at), octets.AsMemory(at + 1));
        return true;
    }

    public override string ToString() => Domain.IsEmpty
        ? Encoding.UTF8.GetString(Local.Span)
        : $"{Encoding.UTF8.GetString(Local.Span)}@{Encoding.UTF8.GetString(Domain.Span)}";
}
