using System.Buffers;
using System.Text;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Headers;

/// <summary>
/// Writes an envelope as FETCH shows it (RFC 9051 §7.5.2). Of a field that stands twice the last one counts, but addresses are
/// taken from all, as if commas were between: whoever reads mail should see each address that another program may use.
/// </summary>
public static class EnvelopeWriter
{
    /// <summary>Fields that are looked at; those behind are left out.</summary>
    public const int FieldsMax = 10_000;

    /// <summary>Addresses in one list; those behind are left out.</summary>
    public const int AddressesMax = 20_000;

    /// <param name="headerBlock">From the first field up to the empty line or the end.</param>
    /// <param name="output">Gets the list, parentheses included.</param>
    public static void Write(ReadOnlySpan<byte> headerBlock, IBufferWriter<byte> output)
    {
        var fields = new FieldPlaces(stackalloc FieldPlace[FieldPlaces.UsualRoom], FieldsMax);
        Collect(headerBlock, ref fields);
        var places = fields.All;
        output.Write("("u8);
        for (var role = EnvelopeRole.Date; role < EnvelopeRole.None; role++)
        {
            if (role != EnvelopeRole.Date)
            {
                output.Write(" "u8);
            }

            if (role is EnvelopeRole.Date or EnvelopeRole.Subject or EnvelopeRole.InReplyTo or EnvelopeRole.MessageId)
            {
                WriteText(headerBlock, places, role, output);
            }
            else
            {
                WriteAddresses(headerBlock, places, role, output);
            }
        }

        output.Write(")"u8);
        fields.Dispose();
    }

    private static void Collect(ReadOnlySpan<byte> headerBlock, ref FieldPlaces places)
    {
        var fields = new FieldWalk(headerBlock);
        while (fields.MoveNext())
        {
            var role = RoleOf(fields.Name);
            if (role != EnvelopeRole.None)
            {
                places.Add(new(role, fields.Start + fields.Octets.IndexOf((byte)':') + 1, fields.Value.Length));
            }
        }
    }

    private static EnvelopeRole RoleOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when Is(name, "To"u8) => EnvelopeRole.To,
        2 when Is(name, "Cc"u8) => EnvelopeRole.Cc,
        3 when Is(name, "Bcc"u8) => EnvelopeRole.Bcc,
        4 when Is(name, "Date"u8) => EnvelopeRole.Date,
        4 when Is(name, "From"u8) => EnvelopeRole.From,
        6 when Is(name, "Sender"u8) => EnvelopeRole.Sender,
        7 when Is(name, "Subject"u8) => EnvelopeRole.Subject,
        8 when Is(name, "Reply-To"u8) => EnvelopeRole.ReplyTo,
        10 when Is(name, "Message-ID"u8) => EnvelopeRole.MessageId,
        11 when Is(name, "In-Reply-To"u8) => EnvelopeRole.InReplyTo,
        _ => EnvelopeRole.None,
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);

    private static void WriteText(ReadOnlySpan<byte> block, ReadOnlySpan<FieldPlace> places, EnvelopeRole role, IBufferWriter<byte> output)
    {
        for (var i = places.Length - 1; i >= 0; i--)
        {
            if (places[i].Role == role)
            {
                var value = block.Slice(places[i].Offset, places[i].Length);
                if (role == EnvelopeRole.Subject)
                {
                    ReadableText.String(output, value.TrimStart(" \t"u8));
                }
                else
                {
                    ImapText.Unfolded(output, value);
                }

                return;
            }
        }

        ImapText.Nil(output);
    }

    private static void WriteAddresses(ReadOnlySpan<byte> block, ReadOnlySpan<FieldPlace> places, EnvelopeRole role, IBufferWriter<byte> output)
    {
        if (TryWriteAddresses(block, places, role, output))
        {
            return;
        }

        // RFC 9051 §7.5.2: what is missing or empty of Sender and Reply-To is From.
        if (role is not (EnvelopeRole.Sender or EnvelopeRole.ReplyTo) || !TryWriteAddresses(block, places, EnvelopeRole.From, output))
        {
            ImapText.Nil(output);
        }
    }

    private static bool TryWriteAddresses(ReadOnlySpan<byte> block, ReadOnlySpan<FieldPlace> places, EnvelopeRole role, IBufferWriter<byte> output)
    {
        Span<byte> room = stackalloc byte[ValueFrame.UsualRoom];
        var count = 0;
        foreach (var place in places)
        {
            if (place.Role != role)
            {
                continue;
            }

            using var value = new ValueFrame(block.Slice(place.Offset, place.Length), room);
            var addresses = new AddressReader(value.Frame);
            while (count < AddressesMax && addresses.MoveNext())
            {
                if (count++ == 0)
                {
                    output.Write("("u8);
                }

                EnvelopeAddress.Write(addresses.Current, value.Text, output);
            }
        }

        if (count > 0)
        {
            output.Write(")"u8);
        }

        return count > 0;
    }
}
