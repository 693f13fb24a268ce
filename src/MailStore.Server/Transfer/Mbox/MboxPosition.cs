using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>
/// How far a file was gone through: behind a message, whose first and last octets say whether it is still the same file. Who reads mail
/// in it may have taken messages out or marked them since, and then nothing is where it was.
/// <code>1234 1000 0f3a...</code>
/// </summary>
/// <param name="Start">Where that message begins.</param>
/// <param name="Mark">Of a hash; empty in what older versions noted, and at the begin of the file.</param>
internal readonly record struct MboxPosition(long Offset, long Start, string Mark)
{
    /// <summary>Its From_ line, and the end of its body: what neither of them is may get another Status.</summary>
    private const int HeadBytes = 80;
    private const int TailBytes = 256;

    private const int MarkBytes = 8;

    public static MboxPosition Parse(string text)
    {
        var parts = text.Split(' ');
        return text.Length == 0 ? new(0, 0, "") : new(Number(parts[0]), parts.Length == 3 ? Number(parts[1]) : 0, parts.Length == 3 ? parts[2] : "");
    }

    public static MboxPosition Behind(SafeFileHandle file, long start, long offset)
    {
        Span<byte> octets = stackalloc byte[HeadBytes + TailBytes];
        var head = Read(file, octets[..(int)Math.Min(HeadBytes, offset - start)], start);
        var tail = Read(file, octets.Slice(head, (int)Math.Min(TailBytes, offset - start)), offset - Math.Min(TailBytes, offset - start));
        return new(offset, start, Convert.ToHexStringLower(SHA256.HashData(octets[..(head + tail)]).AsSpan(0, MarkBytes)));
    }

    public bool IsStillIn(SafeFileHandle file) => Mark.Length == 0 || Behind(file, Start, Offset) == this;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Offset} {Start} {Mark}");

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Read(SafeFileHandle file, Span<byte> octets, long at)
    {
        var read = 0;
        for (int count; read < octets.Length && (count = RandomAccess.Read(file, octets[read..], at + read)) > 0;)
        {
            read += count;
        }

        return read;
    }
}
