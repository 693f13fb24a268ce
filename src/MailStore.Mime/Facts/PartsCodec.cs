using MailStore.Mime.Fields;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Facts;

/// <summary>
/// The places of a message's parts: how many, and for each
/// <code>
/// kind, 128 added if Content-* fields count   one octet
/// how many parts before this one its parent is; 0 for the message
/// octets from its parent's body to its header; octets of its header; octets of its body   varints
/// </code>
/// </summary>
internal static class PartsCodec
{
    private const byte MimeBit = 0x80;

    public static void Write(ReadOnlySpan<Part> parts, OctetBuffer output)
    {
        Varint.Write((ulong)parts.Length, output);
        for (var i = 0; i < parts.Length; i++)
        {
            ref readonly var part = ref parts[i];
            output.Write([(byte)((byte)part.Kind | (part.IsMime ? MimeBit : 0))]);
            Varint.Write((ulong)(part.Parent < 0 ? 0 : i - part.Parent), output);
            Varint.Write((ulong)(part.Start - (part.Parent < 0 ? 0 : parts[part.Parent].BodyStart)), output);
            Varint.Write((ulong)part.HeaderBytes, output);
            Varint.Write((ulong)part.BodyBytes, output);
        }
    }

    /// <summary>False if it is not what <see cref="Write"/> wrote: then the message has to be looked at again.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, PartTable parts)
    {
        parts.Clear();
        if (!Varint.TryTake(ref octets, out int count) || count == 0)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!TryReadPart(i, ref octets, parts))
            {
                return false;
            }
        }

        return octets.IsEmpty;
    }

    private static bool TryReadPart(int index, ref ReadOnlySpan<byte> octets, PartTable parts)
    {
        if (octets.IsEmpty)
        {
            return false;
        }

        var kind = octets[0];
        octets = octets[1..];
        if (!Varint.TryTake(ref octets, out int back) || !Varint.TryTake(ref octets, out ulong gap)
            || !Varint.TryTake(ref octets, out ulong header) || !Varint.TryTake(ref octets, out ulong body)
            || back > index || (back == 0) != (index == 0) || Math.Max(gap, Math.Max(header, body)) > int.MaxValue * 1024UL)
        {
            return false;
        }

        var parent = index == 0 ? -1 : index - back;
        ref var part = ref parts.Add(parent);
        part.Start = (long)gap + (parent < 0 ? 0 : parts[parent].BodyStart);
        part.BodyStart = part.Start + (long)header;
        part.BodyEnd = part.BodyStart + (long)body;
        (part.Kind, part.IsMime) = ((PartKind)(kind & ~MimeBit), (kind & MimeBit) != 0);
        for (; parent >= 0; parent = parts[parent].Parent)
        {
            parts[parent].End = index + 1;
        }

        return part.Kind <= PartKind.Message && (part.Parent < 0 || part.BodyEnd <= parts[part.Parent].BodyEnd);
    }
}
