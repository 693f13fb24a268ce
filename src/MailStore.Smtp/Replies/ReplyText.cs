using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using MailStore.Wire;
using MailStore.Wire.Writing;

namespace MailStore.Smtp.Replies;

/// <summary>Replies on the wire, without a string of octets made of them first.</summary>
internal static class ReplyText
{
    public static void Last(PipeWriter output, in Reply reply, bool isUtf8Allowed)
    {
        Span<byte> octets = stackalloc byte[Limits.ReplyLineBytesMax];
        var length = Write(reply, octets);
        var line = new SmtpReplyWriter(output, isUtf8Allowed);
        line.Last(reply.Code, reply.Status, octets[..length]);
        line.Dispose();
    }

    /// <summary>A line that others of the same code follow.</summary>
    public static void More(PipeWriter output, in Reply reply, bool isUtf8Allowed)
    {
        Span<byte> octets = stackalloc byte[Limits.ReplyLineBytesMax];
        var length = Write(reply, octets);
        var line = new SmtpReplyWriter(output, isUtf8Allowed);
        line.More(reply.Code, reply.Status, octets[..length]);
        line.Dispose();
    }

    private static int Write(in Reply reply, Span<byte> octets)
    {
        var length = 0;
        if (reply.NumberPlace == NumberPlace.Before)
        {
            reply.Number.TryFormat(octets, out length, default, CultureInfo.InvariantCulture);
            octets[length++] = (byte)' ';
        }

        Encoding.UTF8.TryGetBytes(Cut(reply.Text), octets[length..], out var written);
        length += written;
        if (reply.NumberPlace == NumberPlace.Behind)
        {
            octets[length++] = (byte)' ';
            reply.Number.TryFormat(octets[length..], out written, "x", CultureInfo.InvariantCulture);
            length += written;
        }

        return length;
    }

    // Three octets a letter at most (four for two): what is cut here would not have fit into the line anyway.
    private static ReadOnlySpan<char> Cut(string text) => text.AsSpan(0, Math.Min(text.Length, Limits.ReplyLineBytesMax / 3));
}
