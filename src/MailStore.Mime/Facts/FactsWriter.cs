using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Rendering;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Facts;

/// <summary>Writes the facts of a scanned message in the form that <see cref="StoredFacts"/> reads. Its memory is kept from message to message.</summary>
public sealed class FactsWriter(MimeLimits limits)
{
    /// <summary>Facts grow with their message by this share of it, and no message has more than <see cref="BeyondShareMax"/> octets above that.</summary>
    public const int ShareOfMessage = 4;
    public const int BeyondShareMax = 4 * 1024;

    private readonly BodyWriter _body = new(limits);
    private readonly MessagePreview _preview = new(limits);
    private readonly OctetBuffer _facts = new();
    private readonly OctetBuffer _piece = new();

    /// <param name="octetsMax">Never more than that.</param>
    /// <returns>Good until the next message.</returns>
    public ReadOnlyMemory<byte> Write(MessageScan scan, int octetsMax)
    {
        var room = (int)Math.Min(octetsMax, (scan.Length / ShareOfMessage) + BeyondShareMax);
        _facts.Clear();
        _facts.Write([StoredFacts.Version]);
        PartsCodec.Write(scan.Parts, Begin());
        End(FactsSection.Parts, room);
        _body.Write(scan, isExtended: true, Begin());
        if (End(FactsSection.Structure, room))
        {
            WriteExtensions(Begin());
            End(FactsSection.Extensions, room);
        }

        ref readonly var message = ref scan.Parts[0];
        var header = scan.HeaderOf(message);
        if (message.KeptBytes == message.HeaderBytes)
        {
            EnvelopeWriter.Write(header, Begin());
            End(FactsSection.Envelope, room);
        }

        _preview.Write(scan, Begin());
        End(FactsSection.Preview, room);
        if (message.KeptBytes == message.HeaderBytes)
        {
            CachedFields.Copy(header, Begin());
            End(FactsSection.Fields, room);
        }

        return _facts.Memory;
    }

    private void WriteExtensions(OctetBuffer output)
    {
        var end = 0;
        foreach (var (at, length) in _body.Extensions)
        {
            Varint.Write((ulong)(at - end), output);
            Varint.Write((ulong)length, output);
            end = at + length;
        }
    }

    private OctetBuffer Begin()
    {
        _piece.Clear();
        return _piece;
    }

    private bool End(FactsSection section, int room)
    {
        var start = _facts.Length;
        _facts.Write([(byte)section]);
        Varint.Write((ulong)_piece.Length, _facts);
        if (_facts.Length + _piece.Length > room)
        {
            _facts.Cut(start);
            return false;
        }

        _facts.Write(_piece.Octets);
        return true;
    }
}
