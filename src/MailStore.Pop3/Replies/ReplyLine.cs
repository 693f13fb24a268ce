using System.Globalization;
using System.Text;
using MailStore.Wire;
using MailStore.Wire.Writing;

namespace MailStore.Pop3.Replies;

/// <summary>A reply of one line, without a string of octets made of it first.</summary>
internal static class ReplyLine
{
    public static void Write(ref Pop3ReplyWriter writer, in Reply reply)
    {
        Span<byte> octets = stackalloc byte[Limits.ReplyLineBytesMax];
        switch (reply.Kind)
        {
            case ReplyKind.Ok:
                writer.Ok(Octets(reply.Text, octets));
                break;
            case ReplyKind.Numbers:
                writer.Ok(reply.First, reply.Second);
                break;
            case ReplyKind.Count:
                reply.First.TryFormat(octets, out var digits, default, CultureInfo.InvariantCulture);
                octets[digits++] = (byte)' ';
                writer.Ok(octets[..(digits + Octets(reply.Text, octets[digits..]).Length)]);
                break;
            case ReplyKind.Err when reply.Code.Length == 0:
                writer.Err(Octets(reply.Text, octets));
                break;
            case ReplyKind.Err:
                Span<byte> code = stackalloc byte[Limits.ReplyLineBytesMax];
                writer.Err(Octets(reply.Code, code), Octets(reply.Text, octets));
                break;
        }
    }

    /// <summary>As much of the text as fits.</summary>
    public static ReadOnlySpan<byte> Octets(string text, Span<byte> into)
    {
        Encoding.UTF8.TryGetBytes(text.AsSpan(0, Math.Min(text.Length, into.Length / 3)), into, out var length);
        return into[..length];
    }
}
