using System.Buffers;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Bodies;

/// <summary>Reads one frame by its address, checks all of it, and keeps it in a buffer of the pool.</summary>
internal sealed class FrameReader(SegmentTable segments, FrameGuard guard) : IDisposable
{
    // Most mails are smaller: one read. The others cost a second.
    private const int FirstReadBytes = 16 * 1024;
    private byte[] _octets = [];
    private LogAddress _address;

    public FrameHeader Header { get; private set; }

    public ReadOnlySpan<byte> Payload => _octets.AsSpan(FrameHeader.Bytes, Header.PayloadBytes);

    /// <summary>Reads the frame there, unless it is the one that was read last.</summary>
    /// <param name="expected">How many octets to read at first.</param>
    public void Read(LogAddress address, IStorageFile file, int expected = FirstReadBytes)
    {
        if (_address == address)
        {
            return;
        }

        _address = LogAddress.None;
        var read = Fill(file, address.Offset, 0, Math.Max(expected, FrameHeader.Bytes));
        var claimed = FrameHeader.ClaimedBytes(_octets.AsSpan(0, read));
        if (claimed > read)
        {
            read += Fill(file, address.Offset, read, claimed);
        }

        var status = FrameHeader.TryRead(_octets.AsSpan(0, read), guard.Of(address), out var header, out _);
        if (status != FrameStatus.Whole)
        {
            throw new StorageFaultException($"{segments.Storage.Place}/{file.Name} is damaged at {address.Offset} ({status}): restore the message from a backup or a replica.");
        }

        Header = header;
        _address = address;
    }

    public void Dispose()
    {
        if (_octets.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_octets);
            _octets = [];
            _address = LogAddress.None;
        }
    }

    private int Fill(IStorageFile file, long offset, int have, int want)
    {
        if (_octets.Length < want)
        {
            var larger = ArrayPool<byte>.Shared.Rent(want);
            _octets.AsSpan(0, have).CopyTo(larger);
            if (_octets.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_octets);
            }

            _octets = larger;
        }

        return file.Read(offset + have, _octets.AsSpan(have, want - have));
    }
}
