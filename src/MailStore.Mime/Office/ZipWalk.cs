using System.Buffers.Binary;
using System.IO.Compression;

namespace MailStore.Mime.Office;

/// <summary>
/// Walks over the files in a zip archive of a stranger's. That of .NET makes objects of a whole directory before one can look how large it
/// is; this one has the directory in memory as it stands, up to a limit, and opens one file at a time.
/// <code>
/// directory, of each file:  0 "PK\1\2"   8 flags u16   10 method u16   20 octets in the archive u32   28 length of name u16   30 of extra u16
///                           32 of comment u16   42 where its header lies u32   46 name, extra, comment
/// header of a file:         0 "PK\3\4"  26 length of name u16  28 of extra u16  30 name, extra, octets
/// end of the archive:       0 "PK\5\6"  12 length of the directory u32   16 where it lies u32   22 a comment up to 65,535
/// </code>
/// </summary>
internal sealed class ZipWalk
{
    private const int DirectoryBytesMax = 1024 * 1024;
    private const int EndBytes = 22;
    private const int EntryBytes = 46;
    private const int HeaderBytes = 30;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private const ushort Encrypted = 1;

    private readonly Stream _archive;
    private readonly byte[] _directory;
    private int _at;
    private long _packedFrom;
    private int _next;

    /// <exception cref="InvalidDataException">It is none, or too large a one.</exception>
    public ZipWalk(Stream archive)
    {
        _archive = archive;
        var tail = new byte[Math.Min(archive.Length, EndBytes + ushort.MaxValue)];
        Read(archive.Length - tail.Length, tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        Demand(end >= 0 && end + EndBytes <= tail.Length, "no zip archive");
        var (length, place) = (Number(tail, end + 12), Number(tail, end + 16));
        Demand(length <= DirectoryBytesMax, "too many files in it");
        Demand(place + (long)length <= archive.Length, "a directory beyond its end");
        _directory = new byte[length];
        Read(place, _directory);
    }

    public ReadOnlySpan<byte> Name => _directory.AsSpan(_at + EntryBytes, Short(_directory, _at + 28));

    public bool MoveNext()
    {
        _at = _next;
        if (_directory.Length - _at < EntryBytes || !_directory.AsSpan(_at).StartsWith("PK\u0001\u0002"u8))
        {
            return false;
        }

        _next = _at + EntryBytes + Short(_directory, _at + 28) + Short(_directory, _at + 30) + Short(_directory, _at + 32);
        return _next <= _directory.Length;
    }

    /// <summary>The octets of the file; null if they are encrypted or packed in a way of few.</summary>
    public Stream? Open(CancellationToken cancellation)
    {
        var method = Short(_directory, _at + 10);
        if ((Short(_directory, _at + 8) & Encrypted) != 0 || method is not (Stored or Deflated))
        {
            return null;
        }

        var place = Number(_directory, _at + 42);
        var header = new byte[HeaderBytes];
        Read(place, header);
        Demand(header.AsSpan().StartsWith("PK\u0003\u0004"u8), "a file that is not where the directory says");
        _archive.Position = (long)place + HeaderBytes + Short(header, 26) + Short(header, 28);
        _packedFrom = _archive.Position;
        var octets = new StreamSlice(_archive, Number(_directory, _at + 20), cancellation);
        return method == Stored ? octets : new DeflateStream(octets, CompressionMode.Decompress);
    }

    /// <summary>Octets of the archive that were read of the file that was opened last.</summary>
    public long PackedTaken => _archive.Position - _packedFrom;

    private void Read(long place, byte[] into)
    {
        Demand(place <= _archive.Length, "a place beyond its end");
        _archive.Position = place;
        Demand(_archive.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) == into.Length, "an end too soon");
    }

    private static uint Number(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt32LittleEndian(octets[at..]);

    private static ushort Short(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt16LittleEndian(octets[at..]);

    private static void Demand(bool isSound, string fault)
    {
        if (!isSound)
        {
            throw new InvalidDataException(fault);
        }
    }
}
