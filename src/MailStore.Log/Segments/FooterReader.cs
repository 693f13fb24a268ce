using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Segments;

/// <summary>Finds the footer of a segment by its end, without reading what lies before.</summary>
internal static class FooterReader
{
    /// <returns>Null if it has none that proves itself.</returns>
    public static SegmentFooter? Read(IStorageFile file, uint segment, FrameGuard guard, int blockBytes, long end)
    {
        Span<byte> tail = stackalloc byte[SegmentFooter.Tail];
        if (end < blockBytes || file.Read(end - SegmentFooter.Tail, tail) < SegmentFooter.Tail)
        {
            return null;
        }

        var octets = BinaryPrimitives.ReadUInt64LittleEndian(tail);
        var at = ((long)Math.Min(octets, (ulong)end) + (blockBytes - 1)) & ~((long)blockBytes - 1);
        if (at >= end || end - at > FrameHeader.FrameBytesLimit)
        {
            return null;
        }

        var frame = new byte[end - at];
        return file.Read(at, frame) == frame.Length
            && FrameHeader.TryRead(frame, guard.Of(new LogAddress(segment, (uint)at)), out var header, out var payload) == FrameStatus.Whole
            && header.Type == FrameType.Footer
            && SegmentFooter.TryRead(payload, out var footer)
            ? footer
            : null;
    }
}
