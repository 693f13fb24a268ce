using System.Buffers;
using System.Text;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Mime;

/// <summary>What MailStore reads out of a message.</summary>
internal sealed class OurReading : ITextSink
{
    private readonly MessageScan _scan = new();
    private readonly SubjectText _subject = new();
    private readonly AttachmentName _name = new();
    private readonly PartText _part;
    private readonly StringBuilder _text = new();

    public OurReading() => _part = new(this);

    public Opinion Of(RealMessage message)
    {
        _scan.Begin();
        _scan.Take(message.Octets);
        _scan.Finish();
        string? subject = null;
        for (var fields = new FieldWalk(message.Octets); fields.MoveTo("Subject"u8);)
        {
            subject = Plain(_subject.Read(fields.Value).ToString());
        }

        long? sent = null;
        for (var fields = new FieldWalk(message.Octets); fields.MoveTo("Date"u8);)
        {
            sent = MessageDate.TryRead(fields.Value, out var date) ? date.Instant.ToUnixTimeSeconds() : null;
        }

        var texts = new List<string>();
        var names = new List<string>();
        foreach (ref readonly var part in _scan.Parts)
        {
            var header = message.Octets.AsSpan((int)part.Start, (int)part.HeaderBytes);
            if (part.Kind == PartKind.Text)
            {
                _text.Clear();
                _part.Begin(header);
                _part.Take(message.Octets.AsSpan((int)part.BodyStart, (int)part.BodyBytes));
                _part.Finish();
                texts.Add(Plain(_text.ToString()));
            }

            var name = new ArrayBufferWriter<char>();
            if (part.Kind is PartKind.Text or PartKind.Leaf && _name.Read(header, name))
            {
                names.Add(Plain(name.WrittenSpan.ToString()));
            }
        }

        return new(message.Name, subject, sent, texts, names);
    }

    public void Take(ReadOnlySpan<char> text) => _text.Append(text);

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
