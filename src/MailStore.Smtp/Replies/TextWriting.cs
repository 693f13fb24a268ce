using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailStore.Smtp.Replies;

/// <summary>Pieces of headers, written into a buffer without a string made of them first.</summary>
internal static class TextWriting
{
    // RFC 5322 §3.2.3, atext, and the dot.
    private static readonly SearchValues<byte> s_dotAtom =
        SearchValues.Create("!#$%&'*+-/0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~."u8);

    private static readonly SearchValues<byte> s_hostName =
        SearchValues.Create("-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz"u8);

    public static void Put(IBufferWriter<byte> output, ReadOnlySpan<byte> octets) => output.Write(octets);

    public static void Put(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);

    public static void Put(IBufferWriter<byte> output, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }

    public static void PutHex(IBufferWriter<byte> output, ulong number)
    {
        Span<byte> digits = stackalloc byte[16];
        number.TryFormat(digits, out var length, "x", CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }

    /// <summary>A name that a client called itself by: what could end a comment or a line, or begin one, becomes a question mark.</summary>
    public static void PutHost(IBufferWriter<byte> output, ReadOnlySpan<byte> name)
    {
        foreach (var octet in name)
        {
            output.Write(octet >= 0x80 || s_hostName.Contains(octet) ? [octet] : "?"u8);
        }
    }

    /// <summary>RFC 5321 §4.1.2: the local part in quotes if it must be, and the domain if there is one.</summary>
    public static void PutAddress(IBufferWriter<byte> output, ReadOnlySpan<byte> local, ReadOnlySpan<byte> domain)
    {
        if (IsDotString(local))
        {
            output.Write(local);
        }
        else
        {
            output.Write("\""u8);
            foreach (var octet in local)
            {
                output.Write(octet is (byte)'"' or (byte)'\\' ? [(byte)'\\', octet] : [octet]);
            }

            output.Write("\""u8);
        }

        if (!domain.IsEmpty)
        {
            output.Write("@"u8);
            output.Write(domain);
        }
    }

    /// <summary>RFC 5322 §3.3: <c>Sat, 21 Nov 2026 17:10:00 +0000</c>.</summary>
    public static void PutDate(IBufferWriter<byte> output, DateTimeOffset date)
    {
        Span<byte> text = stackalloc byte[40];
        date.UtcDateTime.TryFormat(text, out var length, "ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        output.Write(text[..length]);
    }

    private static bool IsDotString(ReadOnlySpan<byte> local)
    {
        if (local.IsEmpty || local[0] == (byte)'.' || local[^1] == (byte)'.' || local.IndexOf(".."u8) >= 0)
        {
            return false;
        }

        foreach (var octet in local)
        {
            if (octet < 0x80 && !s_dotAtom.Contains(octet))
            {
                return false;
            }
        }

        return true;
    }
}
