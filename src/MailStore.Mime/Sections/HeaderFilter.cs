using MailStore.Mime.Fields;

namespace MailStore.Mime.Sections;

/// <summary>RFC 9051 §6.4.5.1: HEADER.FIELDS and HEADER.FIELDS.NOT.</summary>
public static class HeaderFilter
{
    /// <summary>Copies the fields with these names, or all others, as they stand and in their order, and the empty line behind, if there is one.</summary>
    public static void Copy(ReadOnlySpan<byte> header, FieldNames names, bool isNot, OctetBuffer output)
    {
        var walk = new FieldWalk(header);
        while (walk.MoveNext())
        {
            if (names.Contains(walk.Name) != isNot)
            {
                output.Write(walk.Octets);
                output.Write(walk.Octets is [.., (byte)'\n'] ? default : "\r\n"u8);
            }
        }

        output.Write(walk.Rest is [] ? default : "\r\n"u8);
    }
}
