using MailStore.Imap.Replies;
using MailStore.Syntax.Imap;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>A piece of a message that a FETCH asks for: all of it, its header or its text, and of that perhaps a range.</summary>
/// <param name="Item">As it is asked for, and as the reply names it.</param>
/// <param name="Length">0 if no range was asked for.</param>
internal readonly record struct FetchSection(FetchAttKind Item, MessagePart Part, bool SetsSeen, ulong Offset, ulong Length)
{
    /// <summary>False for what needs to look inside the message further than its header's end.</summary>
    public static bool TryRead(in FetchAtt asked, out FetchSection section)
    {
        section = asked.Kind switch
        {
            FetchAttKind.BodySection => new(FetchAttKind.BodySection, PartOf(asked.Section), SetsSeen: true, asked.PartialOffset, asked.PartialLength),
            FetchAttKind.BodyPeekSection => new(FetchAttKind.BodySection, PartOf(asked.Section), SetsSeen: false, asked.PartialOffset, asked.PartialLength),
            // RFC 3501 §6.4.5: as BODY[], BODY.PEEK[HEADER] and BODY[TEXT], under other names.
            FetchAttKind.Rfc822 => new(asked.Kind, MessagePart.All, SetsSeen: true, 0, 0),
            FetchAttKind.Rfc822Header => new(asked.Kind, MessagePart.Header, SetsSeen: false, 0, 0),
            FetchAttKind.Rfc822Text => new(asked.Kind, MessagePart.Text, SetsSeen: true, 0, 0),
            _ => default,
        };
        return section.Part != MessagePart.None;
    }

    /// <summary>The name in front of the octets.</summary>
    public void WriteName(ref ReplyWriter line)
    {
        line.Token(Item switch
        {
            FetchAttKind.Rfc822 => "RFC822"u8,
            FetchAttKind.Rfc822Header => "RFC822.HEADER"u8,
            FetchAttKind.Rfc822Text => "RFC822.TEXT"u8,
            _ => Part switch
            {
                MessagePart.Header => "BODY[HEADER]"u8,
                MessagePart.Text => "BODY[TEXT]"u8,
                _ => "BODY[]"u8,
            },
        });

        // RFC 9051 §7.5.2: the origin of a range, and not its length.
        if (Length > 0)
        {
            line.Token("<"u8);
            line.Number(Offset);
            line.Token(">"u8);
        }

        line.Space();
    }

    private static MessagePart PartOf(in Section section)
    {
        if (!section.PartNumbers.IsEmpty || section.SectionMime)
        {
            return MessagePart.None;
        }

        return section.SectionMsgtext.Kind switch
        {
            SectionMsgtextKind.None => MessagePart.All,
            SectionMsgtextKind.Header => MessagePart.Header,
            SectionMsgtextKind.Text => MessagePart.Text,
            _ => MessagePart.None,
        };
    }
}
