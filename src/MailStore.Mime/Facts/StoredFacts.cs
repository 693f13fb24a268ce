using MailStore.Mime.Fields;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Facts;

/// <summary>
/// What was stored of a message at its delivery, read where it lies:
/// <code>
/// version   one octet
/// for each piece:  which (<see cref="FactsSection"/>)  one octet,  length  varint,  octets
/// </code>
/// A piece that did not fit is not there, and neither is anything in facts of another version: then the message itself is read.
/// </summary>
public readonly ref struct StoredFacts(ReadOnlySpan<byte> octets)
{
    public const byte Version = 1;

    private readonly ReadOnlySpan<byte> _octets = octets;

    /// <summary>They lie there in the order of their numbers.</summary>
    public bool TryGet(FactsSection section, out ReadOnlySpan<byte> piece)
    {
        piece = default;
        if (_octets is not [Version, .. var rest])
        {
            return false;
        }

        while (rest is [var number, .. var behind] && number <= (byte)section)
        {
            if (!Varint.TryTake(ref behind, out int length) || length > behind.Length)
            {
                return false;
            }

            if (number == (byte)section)
            {
                piece = behind[..length];
                return true;
            }

            rest = behind[length..];
        }

        return false;
    }

    /// <summary>The places of the parts. Their line counts are not kept.</summary>
    public bool TryGetParts(PartTable parts) => TryGet(FactsSection.Parts, out var piece) && PartsCodec.TryRead(piece, parts);

    /// <summary>BODY: BODYSTRUCTURE without its extension data.</summary>
    public bool TryWriteBody(OctetBuffer output)
    {
        if (!TryGet(FactsSection.Structure, out var structure))
        {
            return false;
        }

        if (!TryGet(FactsSection.Extensions, out var extensions))
        {
            return false;
        }

        var start = output.Length;
        while (!extensions.IsEmpty)
        {
            if (!Varint.TryTake(ref extensions, out int before) || !Varint.TryTake(ref extensions, out int length) || (long)before + length > structure.Length)
            {
                output.Cut(start);
                return false;
            }

            output.Write(structure[..before]);
            structure = structure[(before + length)..];
        }

        output.Write(structure);
        return true;
    }
}
