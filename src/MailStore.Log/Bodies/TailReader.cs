using System.Buffers;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// Reads the tail of a body's frame in two small reads. The head that says where it lies is not proven, and need not be: where it
/// is damaged, what lies there does not match the tail's checksum.
/// </summary>
internal static class TailReader
{
    private const int HeadBytes = FrameHeader.Bytes + BodyPayload.MovedHead + BodyPayload.BodyHead;

    /// <summary>What is larger is read with its frame.</summary>
    private const int TailBytesMax = 256 * 1024;

    /// <param name="from">Of the body's octets.</param>
    public static bool TryRead(IStorageFile file, long frame, uint guard, long from, IBufferWriter<byte> into)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (file.Read(frame, head) < HeadBytes || !FrameHeader.TryPeek(head, guard, out var type, out var frameBytes))
        {
            return false;
        }

        var at = FrameHeader.Bytes;
        if (type == FrameType.Moved)
        {
            type = BodyPayload.TypeOfMoved(head[at..]);
            at += BodyPayload.MovedHead;
        }

        var (changeBytes, sum) = BodyPayload.ReadBodyHead(head[at..]);
        var tail = at + BodyPayload.BodyHead + changeBytes + from;
        if (type != FrameType.Body || sum == 0 || frameBytes - tail is not (> 0 and <= TailBytesMax and var length))
        {
            return false;
        }

        var octets = into.GetSpan((int)length)[..(int)length];
        if (file.Read(frame + tail, octets) < length || Crc32C.Compute(octets) != sum)
        {
            return false;
        }

        into.Advance((int)length);
        return true;
    }
}
