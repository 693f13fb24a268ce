using System.Buffers;

namespace MailStore.Mime.Decoding;

/// <summary>RFC 5256 §2.1 step 1: a subject, decoded, each run of blanks one blank. Its memory is kept from subject to subject.</summary>
public sealed class SubjectText
{
    private readonly HeaderTextDecoder _decoder = new();
    private readonly ArrayBufferWriter<char> _text = new();

    /// <summary>The text is good until the next one is read.</summary>
    public ReadOnlySpan<char> Read(ReadOnlySpan<byte> value)
    {
        _text.ResetWrittenCount();
        _decoder.Decode(value, _text);

        // In place: the text belongs to this object, and gets shorter only.
        var text = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_text.WrittenMemory).Span;
        var used = 0;
        foreach (var character in text)
        {
            if (character is not (' ' or '\t'))
            {
                text[used++] = character;
            }
            else if (used > 0 && text[used - 1] != ' ')
            {
                text[used++] = ' ';
            }
        }

        return text[..used].TrimEnd(' ');
    }
}
