using System.Buffers;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Smtp.Replies;

namespace MailStore.Smtp.Session;

/// <summary>
/// RFC 6409 §8: the header of a message that a user submits, line by line as it comes. What names secret recipients is left out, what is
/// missing is put in at its end, and who it says to be from is kept to be judged. Nothing else is touched.
/// </summary>
internal sealed class SubmittedHeader(int bytesMax)
{
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private readonly ArrayBufferWriter<byte> _from = new(256);
    private readonly FieldFrame _frame = new();
    private readonly OctetArena _octets = new();
    private readonly List<StoredAddress> _authors = [];
    private SubmittedField _field;
    private bool _hasDate;
    private bool _hasMessageId;
    private int _bytes;

    /// <summary>The empty line has passed, and what was missing was put in before it.</summary>
    public bool IsOver { get; private set; }

    public bool IsTooLarge => _bytes > bytesMax;

    /// <summary>RFC 5322 §3.6: one, and no more. Two of them are shown by some programs as the one and by others as the other.</summary>
    public int FromFields { get; private set; }

    /// <summary>Another message.</summary>
    public void Clear()
    {
        _line.ResetWrittenCount();
        _from.ResetWrittenCount();
        _field = default;
        (_hasDate, _hasMessageId, _bytes, IsOver, FromFields) = (false, false, 0, false, 0);
    }

    /// <summary>Takes octets up to the header's end, and writes what goes on.</summary>
    /// <returns>How many were taken; what is behind them is text.</returns>
    public int Take(ReadOnlySpan<byte> octets, SmtpSession session, ulong id, IBufferWriter<byte> output)
    {
        var used = 0;
        while (!IsOver && used < octets.Length)
        {
            var feed = octets[used..].IndexOf((byte)'\n');
            var piece = feed < 0 ? octets[used..] : octets.Slice(used, feed + 1);
            used += piece.Length;
            _bytes = Math.Min(_bytes + piece.Length, bytesMax + 1);
            if (IsTooLarge)
            {
                // It is refused at its end: nothing of it need be kept.
                return octets.Length;
            }

            _line.Write(piece);
            if (feed >= 0)
            {
                TakeLine(_line.WrittenSpan, session, id, output);
                _line.ResetWrittenCount();
            }
        }

        return used;
    }

    /// <summary>The message ended before its header did.</summary>
    public void Finish(SmtpSession session, ulong id, IBufferWriter<byte> output)
    {
        if (!IsOver && !IsTooLarge)
        {
            if (_line.WrittenCount > 0)
            {
                TakeLine(_line.WrittenSpan, session, id, output);
            }

            Complete(session, id, output);
        }
    }

    /// <summary>All addresses that the message says to be from; false if the account may not write as one of them, or if there is none.</summary>
    public async ValueTask<bool> IsFromAsync(AccountName account, IAddressBook addresses)
    {
        FindAuthors();
        foreach (var author in _authors)
        {
            var (local, domain) = (_octets.Of(author.Start, author.LocalLength), _octets.Of(author.Start + author.LocalLength, author.DomainLength));
            if (!await addresses.MayWriteAsAsync(account, new(local, domain)))
            {
                return false;
            }
        }

        return _authors.Count > 0;
    }

    private void FindAuthors()
    {
        _authors.Clear();
        _octets.Clear();
        var frame = _frame.Of(_from.WrittenSpan);
        var reader = new AddressReader(frame);
        while (reader.MoveNext())
        {
            if (reader.Current is { Kind: Mime.Headers.AddressKind.Mailbox } author)
            {
                var start = _octets.Mark;
                _authors.Add(new(start, Keep(author.Mailbox.Of(frame)), Keep(author.Domain.Of(frame))));
            }
        }
    }

    private int Keep(ReadOnlySpan<byte> written)
    {
        var length = AddressText.Glued(written, _octets.Room(written.Length));
        _octets.Take(length);
        return length;
    }

    private void TakeLine(ReadOnlySpan<byte> line, SmtpSession session, ulong id, IBufferWriter<byte> output)
    {
        // RFC 5322 §2.2.3: a line that begins with a blank goes on with the field above it.
        var isMore = line[0] is (byte)' ' or (byte)'\t';
        if (!isMore)
        {
            // RFC 5322 §4.5: blanks may stand before the colon.
            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
            if (name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            {
                EndAt(line, session, id, output);
                return;
            }

            _field = Begin(name);
            line = TakeFrom(line, colon + 1);
        }
        else if (_field == SubmittedField.From)
        {
            _from.Write(line);
        }

        if (_field != SubmittedField.Secret)
        {
            output.Write(line);
        }
    }

    private ReadOnlySpan<byte> TakeFrom(ReadOnlySpan<byte> line, int value)
    {
        if (_field == SubmittedField.From)
        {
            FromFields++;
            _from.Write(FromFields > 1 ? ","u8 : ""u8);
            _from.Write(line[value..]);
        }

        return line;
    }

    private SubmittedField Begin(ReadOnlySpan<byte> name)
    {
        _hasDate |= Ascii.EqualsIgnoreCase(name, "Date"u8);
        _hasMessageId |= Ascii.EqualsIgnoreCase(name, "Message-ID"u8);
        if (Ascii.EqualsIgnoreCase(name, "From"u8))
        {
            return SubmittedField.From;
        }

        return Ascii.EqualsIgnoreCase(name, "Bcc"u8) || Ascii.EqualsIgnoreCase(name, "Resent-Bcc"u8) ? SubmittedField.Secret : SubmittedField.Other;
    }

    // The empty line, or a line of a text that came without a header.
    private void EndAt(ReadOnlySpan<byte> line, SmtpSession session, ulong id, IBufferWriter<byte> output)
    {
        Complete(session, id, output);
        if (line is not ([(byte)'\r', (byte)'\n'] or [(byte)'\n']))
        {
            output.Write("\r\n"u8);
        }

        output.Write(line);
    }

    private void Complete(SmtpSession session, ulong id, IBufferWriter<byte> output)
    {
        IsOver = true;
        if (!_hasDate)
        {
            TextWriting.Put(output, "Date: "u8);
            TextWriting.PutDate(output, session.Services.Clock.GetUtcNow());
            TextWriting.Put(output, "\r\n"u8);
        }

        if (!_hasMessageId)
        {
            TextWriting.Put(output, "Message-ID: <"u8);
            TextWriting.PutHex(output, id);
            TextWriting.Put(output, "@"u8);
            TextWriting.Put(output, session.Settings.HostName);
            TextWriting.Put(output, ">\r\n"u8);
        }

        var sender = session.Envelope.Read(session.Envelope.Sender);
        if (FromFields == 0 && !sender.IsNull)
        {
            // RFC 5322 §3.6 demands one. The envelope's was judged already.
            TextWriting.Put(output, "From: <"u8);
            TextWriting.PutAddress(output, sender.Local.Span, sender.Domain.Span);
            TextWriting.Put(output, ">\r\n"u8);
        }
    }
}
