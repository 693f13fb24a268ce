using System.Runtime.InteropServices;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Rendering;

/// <summary>
/// RFC 9051 §7.5.2: BODY and BODYSTRUCTURE of a scanned message, as IMAP says them. Where the RFC leaves a choice it is Dovecot's, since
/// clients have met that most. Its memory is kept from message to message.
/// </summary>
public sealed class BodyWriter(MimeLimits? limits = null)
{
    private static ReadOnlySpan<byte> NoExtension => " NIL NIL NIL NIL"u8;

    private readonly ContentTypeReader _reader = new(limits ?? MimeLimits.Default);

    private readonly List<(int At, int Length)> _extensions = [];
    private int _start;

    /// <summary>What of the BODYSTRUCTURE that was written last is extension data: without it, it is BODY. In its order.</summary>
    public ReadOnlySpan<(int At, int Length)> Extensions => CollectionsMarshal.AsSpan(_extensions);

    /// <summary>BODY, and with its extension data BODYSTRUCTURE.</summary>
    public void Write(MessageScan scan, bool isExtended, OctetBuffer output)
    {
        _extensions.Clear();
        _start = output.Length;
        WritePart(scan, 0, isExtended, output);
    }

    private void WritePart(MessageScan scan, int index, bool isExtended, OctetBuffer output)
    {
        ref readonly var part = ref scan.Parts[index];

        // RFC 2045 §4: without MIME-Version it is plain text; real mail leaves it out where it has a Content-Type.
        var fields = part.IsMime ? ContentFields.Of(scan.HeaderOf(part)) : default;
        output.Write("("u8);
        if (part.IsMultipart)
        {
            WriteMultipart(scan, index, fields, isExtended, output);
        }
        else
        {
            WriteSingle(scan, index, fields, isExtended, output);
        }

        if (isExtended)
        {
            var start = output.Length;
            WriteExtension(part, fields, output);
            _extensions.Add((start - _start, output.Length - start));
        }

        output.Write(")"u8);
    }

    private void WriteMultipart(MessageScan scan, int index, in ContentFields fields, bool isExtended, OctetBuffer output)
    {
        var end = scan.Parts[index].End;
        for (var child = index + 1; child < end; child = scan.Parts[child].End)
        {
            WritePart(scan, child, isExtended, output);
        }

        if (index + 1 == end)
        {
            // RFC 9051 §9, body-type-mpart: at least one part. A multipart without any is told to have an empty one.
            output.Write("(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0"u8);
            if (isExtended)
            {
                _extensions.Add((output.Length - _start, NoExtension.Length));
                output.Write(NoExtension);
            }

            output.Write(")"u8);
        }

        _reader.ReadType(fields.Type);
        output.Write(" "u8);
        ImapText.String(output, _reader.Subtype);
    }

    private void WriteSingle(MessageScan scan, int index, in ContentFields fields, bool isExtended, OctetBuffer output)
    {
        ref readonly var part = ref scan.Parts[index];
        WriteType(part, fields, output);
        output.Write(" "u8);
        WriteParameters(part.Kind == PartKind.Text, output);
        output.Write(" "u8);
        WriteUnfolded(fields.HasId, fields.Id, output);
        output.Write(" "u8);
        WriteUnfolded(fields.HasDescription, fields.Description, output);
        output.Write(" "u8);
        ImapText.String(output, fields.HasEncoding ? FieldText.FirstToken(fields.Encoding) : "7bit"u8);
        output.Write(" "u8);
        ImapText.Number(output, part.BodyBytes);
        if (part.Kind == PartKind.Message)
        {
            output.Write(" "u8);
            EnvelopeWriter.Write(scan.HeaderOf(scan.Parts[index + 1]), output);
            output.Write(" "u8);
            WritePart(scan, index + 1, isExtended, output);
        }

        if (part.Kind is PartKind.Message or PartKind.Text)
        {
            output.Write(" "u8);
            ImapText.Number(output, part.BodyLines);
        }
    }

    private void WriteType(in Part part, in ContentFields fields, OctetBuffer output)
    {
        if (!fields.HasType)
        {
            _reader.Parameters.Clear();
            output.Write(part.Kind switch
            {
                PartKind.Message => "\"message\" \"rfc822\""u8,
                PartKind.Text => "\"text\" \"plain\""u8,
                _ => "\"application\" \"octet-stream\""u8,
            });
            return;
        }

        _reader.ReadType(fields.Type);
        if (part.Kind == PartKind.Message)
        {
            output.Write(FieldText.EqualsIgnoreCase(_reader.Subtype, "global"u8) ? "\"message\" \"global\""u8 : "\"message\" \"rfc822\""u8);
        }
        else if (part.Kind == PartKind.Leaf && IsContainer())
        {
            // Beyond a limit: it is told without its parts, so it must not be called what has some.
            output.Write("\"application\" \"octet-stream\""u8);
        }
        else if (_reader.Type.IsEmpty)
        {
            output.Write("\"text\" \"plain\""u8);
        }
        else
        {
            ImapText.String(output, _reader.Type);
            output.Write(" "u8);
            ImapText.String(output, _reader.Subtype);
        }
    }

    private bool IsContainer() => FieldText.EqualsIgnoreCase(_reader.Type, "multipart"u8)
        || (FieldText.EqualsIgnoreCase(_reader.Type, "message"u8)
            && (FieldText.EqualsIgnoreCase(_reader.Subtype, "rfc822"u8) || FieldText.EqualsIgnoreCase(_reader.Subtype, "global"u8)));

    private void WriteParameters(bool isText, OctetBuffer output)
    {
        var parameters = _reader.Parameters;

        // RFC 2045 §5.2: the default is told as if it had been said.
        var addsCharset = isText && parameters.Find("charset"u8) < 0;
        if (parameters.Count == 0 && !addsCharset)
        {
            ImapText.Nil(output);
            return;
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            output.Write(i == 0 ? "("u8 : " "u8);
            ImapText.String(output, parameters.NameOf(i));
            output.Write(" "u8);
            ImapText.String(output, parameters.ValueOf(i));
        }

        if (addsCharset)
        {
            output.Write(parameters.Count == 0 ? "("u8 : " "u8);
            output.Write("\"charset\" \"us-ascii\""u8);
        }

        output.Write(")"u8);
    }

    private void WriteExtension(in Part part, in ContentFields fields, OctetBuffer output)
    {
        output.Write(" "u8);
        if (part.IsMultipart)
        {
            _reader.ReadType(fields.Type);
            WriteParameters(isText: false, output);
        }
        else
        {
            WriteUnfolded(fields.HasMd5, fields.Md5, output);
        }

        output.Write(" "u8);
        if (fields.HasDisposition)
        {
            _reader.ReadDisposition(fields.Disposition);
            output.Write("("u8);
            ImapText.String(output, _reader.Type);
            output.Write(" "u8);
            WriteParameters(isText: false, output);
            output.Write(")"u8);
        }
        else
        {
            ImapText.Nil(output);
        }

        output.Write(" "u8);
        WriteLanguages(fields.Language, output);
        output.Write(" "u8);
        WriteUnfolded(fields.HasLocation, fields.Location, output);
    }

    // RFC 3282 §2: tags with commas between.
    private static void WriteLanguages(ReadOnlySpan<byte> value, OctetBuffer output)
    {
        var count = 0;
        for (var at = FieldText.SkipBlanks(value, 0); at < value.Length;)
        {
            var tag = FieldText.Token(value[at..]);
            if (tag.IsEmpty)
            {
                break;
            }

            output.Write(count++ == 0 ? "("u8 : " "u8);
            ImapText.String(output, tag);
            at = FieldText.SkipBlanks(value, at + tag.Length);
            if (at >= value.Length || value[at] != (byte)',')
            {
                break;
            }

            at = FieldText.SkipBlanks(value, at + 1);
        }

        output.Write(count == 0 ? "NIL"u8 : ")"u8);
    }

    private static void WriteUnfolded(bool isThere, ReadOnlySpan<byte> value, OctetBuffer output)
    {
        if (isThere)
        {
            ImapText.Unfolded(output, value);
        }
        else
        {
            ImapText.Nil(output);
        }
    }
}
