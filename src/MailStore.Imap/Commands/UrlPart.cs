using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 5092 §6: a message of this account or a part of it, as an address says it.</summary>
/// <param name="Validity">None where the client trusts in the name.</param>
internal sealed record UrlPart(MailboxName Mailbox, UidValidity? Validity, Uid Uid, FetchPiece Piece)
{
    public static bool TryRead(ReadOnlySpan<byte> url, out UrlPart part)
    {
        part = null!;
        var frame = OwnFrame.Of(url);
        if (ImapParser.ParseMessageUrl(frame, out var parsed, out _) != ParseStatus.Complete)
        {
            return false;
        }

        // RFC 5092 §8: UTF-8, in the spelling that mailboxes have here.
        var name = Decode(parsed.UrlMailbox.Of(frame));
        if (!Utf8.IsValid(name) || !MailboxName.TryCreate(Encoding.UTF8.GetString(name), out var mailbox))
        {
            return false;
        }

        if (!TryReadSection(Decode(parsed.UrlSection.Of(frame)), parsed.UrlOffset, parsed.UrlLength, out var piece))
        {
            return false;
        }

        UidValidity? validity = parsed.UrlValidity == 0 ? null : new(parsed.UrlValidity);
        part = new(mailbox, validity, new(parsed.UrlUid), piece);
        return true;
    }

    private static bool TryReadSection(ReadOnlySpan<byte> section, uint offset, uint length, out FetchPiece piece)
    {
        piece = null!;
        byte[] octets = [(byte)'[', .. section, (byte)']'];
        var frame = OwnFrame.Of(octets);
        return ImapParser.ParseSection(frame, out var parsed, out _) == ParseStatus.Complete
            && FetchPiece.TryRead(parsed, frame, offset, length, out piece);
    }

    // RFC 3986 §2.1. The parser has seen that two digits follow each sign.
    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var octets = new byte[text.Length];
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                octets[count++] = text[at];
                continue;
            }

            if (Convert.FromHexString(text.Slice(at + 1, 2), octets.AsSpan(count), out _, out var written) != OperationStatus.Done)
            {
                throw new InvalidOperationException("The grammar let something through that is no octet.");
            }

            count += written;
            at += 2;
        }

        return octets[..count];
    }
}
