using System.Buffers;
using MailStore.Mime.Decoding;

namespace MailStore.Mime.Extraction;

/// <summary>The octets of one attachment after the other, transfer encoding undone, up to a limit.</summary>
internal sealed class AttachmentOctets(int octetsMax)
{
    // What a decoder asks for at least.
    private const int DecoderRoom = 4;

    private readonly TransferDecoder _transfer = new();
    private byte[] _octets = [];

    public int Length { get; private set; }

    /// <summary>There are more than the limit.</summary>
    public bool IsTooMuch { get; private set; }

    /// <summary>Encoded, it may be a bit larger.</summary>
    public bool MayFit(long encodedBytes) => encodedBytes <= octetsMax + (octetsMax / 2L);

    /// <param name="encoding">What is to be undone.</param>
    /// <param name="encodedBytes">As they lie in the message. No encoding has less of them than it stands for.</param>
    public void Begin(TransferEncoding encoding, long encodedBytes)
    {
        _transfer.Begin(encoding);
        (Length, IsTooMuch) = (0, false);
        Return();

        // One more than may be: to see that there is more.
        _octets = ArrayPool<byte>.Shared.Rent((int)Math.Min(octetsMax, encodedBytes) + 1 + DecoderRoom);
    }

    public void Take(ReadOnlySpan<byte> octets) => Decode(octets, isFinal: false);

    /// <summary>All of them, for somebody who may keep them.</summary>
    public byte[] Finish()
    {
        Decode([], isFinal: true);
        var octets = _octets;
        _octets = [];
        return octets;
    }

    /// <summary>Those of before, of which nobody has anything any more.</summary>
    public static void Return(byte[] octets) => ArrayPool<byte>.Shared.Return(octets);

    public void Return()
    {
        if (_octets.Length > 0)
        {
            Return(_octets);
            _octets = [];
        }
    }

    private void Decode(ReadOnlySpan<byte> octets, bool isFinal)
    {
        while (!IsTooMuch)
        {
            var status = _transfer.Decode(octets, _octets.AsSpan(Length), isFinal, out var consumed, out var written);
            Length += written;
            octets = octets[consumed..];
            IsTooMuch = Length > octetsMax || (status != OperationStatus.Done && _octets.Length - Length < DecoderRoom);
            if (status == OperationStatus.Done)
            {
                return;
            }
        }
    }
}
