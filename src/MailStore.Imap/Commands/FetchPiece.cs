using System.Buffers.Binary;
using System.Security.Cryptography;
using MailStore.Mime.Fields;
using MailStore.Mime.Sections;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>Something of a message's inside that a FETCH asks for, taken out of its frame.</summary>
/// <param name="Name">In front of it in the reply, its space included.</param>
internal sealed record FetchPiece(FetchPieceKind Kind, byte[] Name)
{
    public static FetchPiece Envelope { get; } = new(FetchPieceKind.Envelope, [.. "ENVELOPE "u8]);

    public static FetchPiece Body { get; } = new(FetchPieceKind.Body, [.. "BODY "u8]);

    public static FetchPiece BodyStructure { get; } = new(FetchPieceKind.BodyStructure, [.. "BODYSTRUCTURE "u8]);

    /// <summary>Numbers of parts; none for the message itself.</summary>
    public uint[] Path { get; init; } = [];

    public SectionText Text { get; init; }

    /// <summary>Of HEADER.FIELDS and HEADER.FIELDS.NOT.</summary>
    public FieldNames? Fields { get; init; }

    /// <summary>What is made for it is kept under this; 0 if it is not.</summary>
    public UInt128 KeptAs { get; init; }

    public ulong Offset { get; init; }

    /// <summary>0 if no range was asked for.</summary>
    public ulong Length { get; init; }

    /// <summary>RFC 9051 §6.4.5: without PEEK.</summary>
    public bool SetsSeen { get; init; }

    /// <summary>Nearly always it is told without the message: by the facts that are stored beside it, or since it was made for somebody before.</summary>
    public bool IsAtHand => Kind switch
    {
        FetchPieceKind.Envelope or FetchPieceKind.Body or FetchPieceKind.BodyStructure or FetchPieceKind.Preview or FetchPieceKind.LazyPreview => true,
        _ => KeptAs != UInt128.Zero,
    };

    /// <summary>All octets of the message: nothing of its inside has to be known.</summary>
    public bool IsWholeMessage => Path.Length == 0 && Text == SectionText.Whole;

    /// <summary>From where to where, of so many octets.</summary>
    public (long Start, long End) Range(long octets)
    {
        var start = (long)Math.Min(Offset, (ulong)octets);
        return (start, Length == 0 ? octets : start + (long)Math.Min(Length, (ulong)(octets - start)));
    }

    /// <summary>A section that nobody is told the name of.</summary>
    /// <returns>False if a name of a header field in it is none.</returns>
    public static bool TryRead(in Section section, Frame frame, ulong offset, ulong length, out FetchPiece piece)
    {
        FieldNames? fields = null;
        var text = TextOf(section);
        var isRead = text is not (SectionText.HeaderFields or SectionText.HeaderFieldsNot)
            || TryReadNames(section.SectionMsgtext.HeaderFldNames, frame, out fields);
        piece = new(FetchPieceKind.Section, []) { Path = Numbers(section.PartNumbers, frame), Text = text, Fields = fields, Offset = offset, Length = length };
        return isRead;
    }

    /// <summary>What an item asks for.</summary>
    /// <returns>False if a name of a header field in it is none.</returns>
    public static bool TryRead(in FetchAtt asked, Frame frame, out FetchPiece piece)
    {
        piece = asked.Kind switch
        {
            FetchAttKind.Envelope => Envelope,
            FetchAttKind.Body => Body,
            FetchAttKind.Bodystructure => BodyStructure,
            FetchAttKind.Preview => new(asked.PreviewLazy ? FetchPieceKind.LazyPreview : FetchPieceKind.Preview, [.. "PREVIEW "u8]),
            // RFC 3501 §6.4.5: as BODY[], BODY.PEEK[HEADER] and BODY[TEXT], under other names.
            FetchAttKind.Rfc822 => new(FetchPieceKind.Section, [.. "RFC822 "u8]) { SetsSeen = true },
            FetchAttKind.Rfc822Header => new(FetchPieceKind.Section, [.. "RFC822.HEADER "u8]) { Text = SectionText.Header },
            FetchAttKind.Rfc822Text => new(FetchPieceKind.Section, [.. "RFC822.TEXT "u8]) { Text = SectionText.Text, SetsSeen = true },
            _ => null!,
        };
        return piece is not null || TryReadSection(asked, frame, out piece);
    }

    private static bool TryReadSection(in FetchAtt asked, Frame frame, out FetchPiece piece)
    {
        var isBinary = asked.Kind is FetchAttKind.Binary or FetchAttKind.BinaryPeek or FetchAttKind.BinarySize;
        var path = Numbers(isBinary ? asked.PartNumbers : asked.Section.PartNumbers, frame);
        var text = isBinary ? SectionText.Whole : TextOf(asked.Section);
        FieldNames? fields = null;
        if (text is SectionText.HeaderFields or SectionText.HeaderFieldsNot && !TryReadNames(asked.Section.SectionMsgtext.HeaderFldNames, frame, out fields))
        {
            piece = null!;
            return false;
        }

        var kind = asked.Kind switch
        {
            FetchAttKind.BinarySize => FetchPieceKind.BinarySize,
            _ when isBinary => FetchPieceKind.Binary,
            _ => FetchPieceKind.Section,
        };
        var name = SectionName.Of(kind, path, text, fields, offset: null);
        piece = new(kind, asked.PartialLength > 0 ? SectionName.Of(kind, path, text, fields, asked.PartialOffset) : name)
        {
            // A name says all that is asked for, so its hash stands for it: nobody finds two with the same one.
            KeptAs = fields is not null ? BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(name)) : UInt128.Zero,
            Path = path,
            Text = text,
            Fields = fields,
            Offset = asked.PartialOffset,
            Length = asked.PartialLength,
            SetsSeen = asked.Kind is FetchAttKind.BodySection or FetchAttKind.Binary,
        };
        return true;
    }

    private static uint[] Numbers(NzNumberList list, Frame frame)
    {
        var numbers = new List<uint>();
        foreach (var number in list.In(frame))
        {
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static bool TryReadNames(AstringList list, Frame frame, out FieldNames? fields)
    {
        var names = new List<byte[]>();
        foreach (var asked in list.In(frame))
        {
            var name = new byte[asked.Length];
            if (!asked.TryCopyTo(frame, name, out var length) || name.AsSpan(0, length).ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            {
                fields = null;
                return false;
            }

            names.Add(name[..length]);
        }

        fields = new([.. names]);
        return true;
    }

    private static SectionText TextOf(in Section section) => section.SectionMime
        ? SectionText.Mime
        : section.SectionMsgtext.Kind switch
        {
            SectionMsgtextKind.Header => SectionText.Header,
            SectionMsgtextKind.HeaderFields => SectionText.HeaderFields,
            SectionMsgtextKind.HeaderFieldsNot => SectionText.HeaderFieldsNot,
            SectionMsgtextKind.Text => SectionText.Text,
            _ => SectionText.Whole,
        };
}
