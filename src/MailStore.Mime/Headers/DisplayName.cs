using System.Buffers;
using System.Text.Unicode;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Headers;

/// <summary>
/// Who the first address of a field is, as SORT wants it: for DISPLAYFROM and DISPLAYTO its decoded name, or the address where it
/// has none (RFC 5957 §3); for FROM, TO and CC its mailbox (RFC 5256 §2.2). Its memory is kept from field to field.
/// </summary>
public sealed class DisplayName
{
    private readonly HeaderTextDecoder _decoder = new();

    /// <summary>The name to be shown. False if there is no address.</summary>
    public bool Read(ReadOnlySpan<byte> value, IBufferWriter<char> output)
    {
        using var frame = new ValueFrame(value, stackalloc byte[ValueFrame.UsualRoom]);
        var addresses = new AddressReader(frame.Frame);
        if (!addresses.MoveNext())
        {
            return false;
        }

        var address = addresses.Current;
        var rented = ArrayPool<byte>.Shared.Rent(frame.Text.Length + 1);
        var length = address.Name.IsEmpty
            ? AddressText.Comment(Of(address.Comment, frame.Text), rented)
            : AddressText.Phrase(Of(address.Name, frame.Text), rented);
        if (length == 0 && address.Kind == AddressKind.Mailbox)
        {
            length = AddressText.Glued(Of(address.Mailbox, frame.Text), rented);
            if (!address.Domain.IsEmpty)
            {
                rented[length++] = (byte)'@';
                length += AddressText.Glued(Of(address.Domain, frame.Text), rented.AsSpan(length));
            }
        }

        _decoder.Decode(rented.AsSpan(0, length), output);
        ArrayPool<byte>.Shared.Return(rented);
        return true;
    }

    /// <summary>The mailbox alone; that of a group is its name. False if there is no address.</summary>
    public bool ReadMailbox(ReadOnlySpan<byte> value, IBufferWriter<char> output)
    {
        using var frame = new ValueFrame(value, stackalloc byte[ValueFrame.UsualRoom]);
        var addresses = new AddressReader(frame.Frame);
        if (!addresses.MoveNext())
        {
            return false;
        }

        var address = addresses.Current;
        var isGroup = address.Kind == AddressKind.GroupStart;
        var written = Of(isGroup ? address.Name : address.Mailbox, frame.Text);
        var rented = ArrayPool<byte>.Shared.Rent(written.Length + 1);
        var mailbox = rented.AsSpan(0, isGroup ? AddressText.Phrase(written, rented) : AddressText.Glued(written, rented));
        _decoder.Decode(mailbox, Utf8.IsValid(mailbox) ? Charsets.Guess : 1252, output);
        ArrayPool<byte>.Shared.Return(rented);
        return true;
    }

    private static ReadOnlySpan<byte> Of(Wire.Parsing.Slice slice, ReadOnlySpan<byte> text) => text.Slice(slice.Offset, slice.Length);
}
