using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>A frame of octets that do not lie in the framer's memory.</summary>
internal static class OwnFrame
{
    public static Frame Of(ReadOnlySpan<byte> octets)
    {
        var memory = new byte[octets.Length + Frame.Padding];
        octets.CopyTo(memory);
        return Frame.OfPadded(memory, octets.Length);
    }
}
