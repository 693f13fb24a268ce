using System.Buffers;
using System.Text;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>Looks for text in header fields, decoded (RFC 9051 §6.4.4: encoded words are decoded before text is compared). Its memory is kept.</summary>
public sealed class FieldSearch
{
    private const int KeptMax = 64 * 1024;

    private readonly HeaderTextDecoder _decoder = new();
    private ArrayBufferWriter<char> _text = new();

    /// <summary>HEADER, FROM, SUBJECT and the like. A needle of nothing is in every field of the name.</summary>
    /// <param name="headerBlock">The header of the message.</param>
    /// <param name="name">Of the field.</param>
    /// <param name="scan">With the needle; it is begun anew.</param>
    public bool Contains(ReadOnlySpan<byte> headerBlock, ReadOnlySpan<byte> name, NeedleScan scan)
    {
        scan.Begin();
        for (var fields = new FieldWalk(headerBlock); fields.MoveTo(name);)
        {
            Take(fields.Value, scan);
            if (scan.AreAllFound)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All fields, each with its name in front, as they stand.</summary>
    internal void TakeAll(ReadOnlySpan<byte> headerBlock, ISearchSink scan, bool isOfMessage, bool isOfBody)
    {
        for (var fields = new FieldWalk(headerBlock); fields.MoveNext() && !scan.IsSated;)
        {
            scan.EnterField(fields.Name, isOfMessage, isOfBody);
            // Octets as they stand, which is what Latin-1 has.
            _text.ResetWrittenCount();
            Encoding.Latin1.GetChars(fields.Name, _text.GetSpan(fields.Name.Length));
            _text.Advance(fields.Name.Length);
            _text.Write(": ");
            scan.Take(_text.WrittenSpan);
            scan.EnterValue();
            Take(fields.Value, scan);
        }
    }

    private void Take(ReadOnlySpan<byte> value, ISearchSink scan)
    {
        _text.ResetWrittenCount();
        _decoder.Decode(value, _text);
        scan.Take(_text.WrittenSpan);
        scan.Break();
        if (_text.Capacity > KeptMax)
        {
            _text = new();
        }
    }
}
