using System.Buffers;
using MailStore.Mime.Fields;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// Writes one address of an envelope. Only marks of groups may lack a mailbox or a host (RFC 9051 §7.5.2), so for what an
/// address lacks stand words that no address has; they are Dovecot's, which mail programs have met before.
/// </summary>
internal static class EnvelopeAddress
{
    private const int UsualRoom = 256;

    public static void Write(in Address address, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write("("u8);
        switch (address.Kind)
        {
            case AddressKind.GroupStart:
                output.Write("NIL NIL "u8);
                Part(Of(address.Name, text), isPhrase: true, output);
                output.Write(" NIL)"u8);
                return;
            case AddressKind.GroupEnd:
                output.Write("NIL NIL NIL NIL)"u8);
                return;
            default:
                break;
        }

        Name(address, text, output);
        output.Write(" "u8);
        Route(address, text, output);
        output.Write(" "u8);
        if ((address.Faults & AddressFaults.NoMailbox) != AddressFaults.None)
        {
            output.Write("\"MISSING_MAILBOX\""u8);
        }
        else
        {
            Part(Of(address.Mailbox, text), isPhrase: false, output);
        }

        output.Write(" "u8);
        if ((address.Faults & AddressFaults.BrokenAngle) != AddressFaults.None)
        {
            output.Write("\"SYNTAX_ERROR\""u8);
        }
        else if ((address.Faults & AddressFaults.NoDomain) != AddressFaults.None)
        {
            output.Write("\"MISSING_DOMAIN\""u8);
        }
        else
        {
            Part(Of(address.Domain, text), isPhrase: false, output);
        }

        output.Write(")"u8);
    }

    private static void Name(in Address address, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var isComment = address.Name.IsEmpty;
        var written = Of(isComment ? address.Comment : address.Name, text);
        var rented = written.Length > UsualRoom ? ArrayPool<byte>.Shared.Rent(written.Length) : null;
        var room = rented ?? stackalloc byte[UsualRoom];
        var name = room[..(isComment ? AddressText.Comment(written, room) : AddressText.Phrase(written, room))];
        if (name.IsEmpty)
        {
            ImapText.Nil(output);
        }
        else
        {
            ReadableText.String(output, name);
        }

        Return(rented);
    }

    private static void Route(in Address address, ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if ((address.Faults & AddressFaults.BrokenRoute) != AddressFaults.None)
        {
            output.Write("\"INVALID_ROUTE\""u8);
        }
        else if (address.Route.IsEmpty)
        {
            ImapText.Nil(output);
        }
        else
        {
            Part(Of(address.Route, text), isPhrase: false, output);
        }
    }

    private static void Part(ReadOnlySpan<byte> written, bool isPhrase, IBufferWriter<byte> output)
    {
        var rented = written.Length > UsualRoom ? ArrayPool<byte>.Shared.Rent(written.Length) : null;
        var room = rented ?? stackalloc byte[UsualRoom];
        var part = room[..(isPhrase ? AddressText.Phrase(written, room) : AddressText.Glued(written, room))];
        if (part.Contains((byte)0))
        {
            ImapText.Unfolded(output, part);
        }
        else
        {
            ImapText.String(output, part);
        }

        Return(rented);
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static ReadOnlySpan<byte> Of(Slice slice, ReadOnlySpan<byte> text) => text.Slice(slice.Offset, slice.Length);
}
