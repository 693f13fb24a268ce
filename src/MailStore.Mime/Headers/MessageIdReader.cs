using System.Security.Cryptography;
using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// Walks the message-ids of a References or In-Reply-To field; what stands outside of angle brackets is noise. An id is told by
/// its hash, which is enough to tell ids apart and the same for all spellings of one (RFC 5256 §3, normalized message-id).
/// </summary>
public ref struct MessageIdReader
{
    private const int UsualRoom = 256;

    private readonly Frame _frame;
    private ListedIdListView _ids;

    /// <param name="frame">The value (<see cref="Fields.ValueFrame"/>).</param>
    public MessageIdReader(Frame frame)
    {
        _frame = frame;
        if (MessageParser.ParseMessageIdList(frame, out var list, out _) == ParseStatus.Complete)
        {
            _ids = list.ListedIds.In(frame);
        }
    }

    /// <summary>The hash of the id in hand; never 0.</summary>
    public ulong Current { get; private set; }

    public bool MoveNext()
    {
        while (_ids.MoveNext())
        {
            Current = Hash(_ids.Current.MsgId.Of(_frame));
            if (Current != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The hash of the only id of a Message-ID field, which some programs write without brackets. 0 if there is none.</summary>
    public static ulong OwnId(Frame frame)
    {
        if (MessageParser.ParseMessageId(frame, out var id, out _) != ParseStatus.Complete)
        {
            return 0;
        }

        return Hash((id.MsgId.IsEmpty ? id.BareId : id.MsgId).Of(frame));
    }

    /// <summary>Hashes are on disk: their first eight octets of SHA-256 stay what they are. 0 for an id of nothing.</summary>
    private static ulong Hash(ReadOnlySpan<byte> id)
    {
        var rented = id.Length > UsualRoom ? System.Buffers.ArrayPool<byte>.Shared.Rent(id.Length) : null;
        var room = rented ?? stackalloc byte[UsualRoom];
        var used = 0;
        foreach (var octet in id)
        {
            // Folding put blanks in, and quotes say nothing (RFC 5256 §3: "01KF8JCEOCBS0045PS"@xxx.yyy.com).
            if (octet is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\\'))
            {
                room[used++] = octet;
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(room[..used], hash);
        if (rented is not null)
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }

        return used == 0 ? 0 : Math.Max(1, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }
}
