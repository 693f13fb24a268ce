using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Wire.Framing;

namespace MailStore.Imap.Commands;

/// <summary>A message on its way from the socket to the store, piece by piece.</summary>
internal sealed class UploadSink(IUpload upload, bool isNulAllowed) : IOctetSink
{
    /// <summary>RFC 9051 §9, CHAR8: only a literal8 may hold NUL. The parser does not see these octets, so it is said here.</summary>
    public bool HasForbiddenNul { get; private set; }

    public async ValueTask WriteAsync(ReadOnlySequence<byte> octets, CancellationToken cancellation)
    {
        foreach (var piece in octets)
        {
            HasForbiddenNul |= !isNulAllowed && piece.Span.Contains((byte)0);
            if (!HasForbiddenNul)
            {
                await upload.WriteAsync(piece, cancellation);
            }
        }
    }
}
