using System.Buffers;
using MailStore.Mime.Fields;
using MailStore.Mime.Sections;

namespace MailStore.Imap.Commands;

/// <summary>How a reply names a section: as it was asked for, names of fields in capitals (RFC 9051 §7.5.2).</summary>
internal static class SectionName
{
    /// <summary>What no atom holds.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create("(){ %*\"\\]"u8);

    public static byte[] Of(FetchPieceKind kind, ReadOnlySpan<uint> path, SectionText text, FieldNames? fields, ulong? offset)
    {
        var name = new OctetBuffer();
        name.Write(kind switch
        {
            FetchPieceKind.BinarySize => "BINARY.SIZE["u8,
            FetchPieceKind.Binary => "BINARY["u8,
            _ => "BODY["u8,
        });
        for (var i = 0; i < path.Length; i++)
        {
            name.Write(i == 0 ? default : "."u8);
            ImapText.Number(name, path[i]);
        }

        name.Write(path.IsEmpty || text == SectionText.Whole ? default : "."u8);
        name.Write(text switch
        {
            SectionText.Header => "HEADER"u8,
            SectionText.HeaderFields => "HEADER.FIELDS "u8,
            SectionText.HeaderFieldsNot => "HEADER.FIELDS.NOT "u8,
            SectionText.Text => "TEXT"u8,
            SectionText.Mime => "MIME"u8,
            _ => default,
        });
        if (fields is not null)
        {
            WriteFields(name, fields);
        }

        name.Write("]"u8);
        if (offset is { } origin)
        {
            // RFC 9051 §7.5.2: the origin of a range, and not its length.
            name.Write("<"u8);
            ImapText.Number(name, (long)Math.Min(origin, long.MaxValue));
            name.Write(">"u8);
        }

        name.Write(" "u8);
        return name.Octets.ToArray();
    }

    private static void WriteFields(OctetBuffer output, FieldNames fields)
    {
        for (var i = 0; i < fields.Names.Count; i++)
        {
            output.Write(i == 0 ? "("u8 : " "u8);
            var capitals = new byte[fields.Names[i].Length];
            System.Text.Ascii.ToUpper(fields.Names[i], capitals, out _);
            if (capitals.AsSpan().ContainsAny(s_special) || capitals.Length == 0)
            {
                ImapText.String(output, capitals);
            }
            else
            {
                output.Write(capitals);
            }
        }

        output.Write(")"u8);
    }
}
