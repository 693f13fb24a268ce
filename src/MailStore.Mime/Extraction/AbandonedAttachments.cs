using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MailStore.Mime.Extraction;

/// <summary>
/// Attachments that could not be read however often it was tried, by a checksum of their octets: whoever meets one again does not wait for it
/// again. The last ones are known, until the process ends.
/// </summary>
internal sealed class AbandonedAttachments(int most)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(ExtractorSeat Seat, UInt128 Octets)> _known = [];
    private readonly Queue<(ExtractorSeat Seat, UInt128 Octets)> _order = [];
    private volatile bool _isAny;

    public bool Has(ExtractorSeat seat, ReadOnlySpan<byte> octets)
    {
        // As nearly always: then nothing is computed.
        if (!_isAny)
        {
            return false;
        }

        var attachment = (seat, SumOf(octets));
        lock (_gate)
        {
            return _known.Contains(attachment);
        }
    }

    public void Add(ExtractorSeat seat, ReadOnlySpan<byte> octets)
    {
        var attachment = (seat, SumOf(octets));
        lock (_gate)
        {
            if (_known.Add(attachment))
            {
                _order.Enqueue(attachment);
                if (_order.Count > most)
                {
                    _known.Remove(_order.Dequeue());
                }
            }

            _isAny = true;
        }
    }

    // A stranger chooses the octets: no two attachments must have the same sum because he wants it.
    private static UInt128 SumOf(ReadOnlySpan<byte> octets)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets, sum);
        return BinaryPrimitives.ReadUInt128LittleEndian(sum);
    }
}
