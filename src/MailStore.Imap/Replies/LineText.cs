using System.Text;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Text for people, and words, without a string of octets made of them first.</summary>
internal static class LineText
{
    public static void Write(ref ReplyWriter line, ReadOnlySpan<char> text)
    {
        Span<byte> octets = stackalloc byte[256];
        while (!text.IsEmpty)
        {
            var part = text[..Math.Min(text.Length, octets.Length / 3)];
            line.Text(octets[..Encoding.UTF8.GetBytes(part, octets)]);
            text = text[part.Length..];
        }
    }
}
