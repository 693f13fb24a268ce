using System.Text;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Mime.Rendering;
using MailStore.Mime.Sections;
using MailStore.Mime.Structure;

namespace MailStore.Interop.Tests.Mime;

/// <summary>What MailStore.Mime says of a message, item by item as IMAP would have it.</summary>
internal sealed class OurAnswers
{
    private readonly MessageScan _scan = new();
    private readonly BodyWriter _body = new();
    private readonly OctetBuffer _said = new();
    private byte[] _message = [];

    public void Open(byte[] message)
    {
        _message = message;
        _scan.Begin();
        _scan.Take(message);
        _scan.Finish();
    }

    public ReadOnlySpan<byte> Say(OracleItem item)
    {
        _said.Clear();
        switch (item.Name)
        {
            case "RFC822.SIZE":
                ImapText.Number(_said, _scan.Length);
                break;
            case "ENVELOPE":
                EnvelopeWriter.Write(_scan.HeaderOf(_scan.Parts[0]), _said);
                break;
            case "BODY" or "BODYSTRUCTURE":
                _body.Write(_scan, isExtended: item.Name == "BODYSTRUCTURE", _said);
                break;
            default:
                SaySection(item);
                break;
        }

        return _said.Octets;
    }

    private void SaySection(OracleItem item)
    {
        ReadOnlySpan<byte> section = default;
        if (SectionFinder.TryFind(_scan.Parts, item.Path, item.Text, out var start, out var end))
        {
            section = _message.AsSpan((int)start, (int)(end - start));
        }

        if (item.Fields is not null)
        {
            var filtered = new OctetBuffer();
            HeaderFilter.Copy(section, item.Fields, item.Text == SectionText.HeaderFieldsNot, filtered);
            section = filtered.Octets.ToArray();
        }

        section = section[Math.Min(item.Offset, section.Length)..];
        section = item.Length == 0 ? section : section[..Math.Min(item.Length, section.Length)];
        _said.Write(Encoding.ASCII.GetBytes($"{{{section.Length}}}\r\n"));

        // RFC 3501 §4.3: no NUL in a literal; both say 0x80.
        foreach (var octet in section)
        {
            _said.Write([octet == 0 ? (byte)0x80 : octet]);
        }
    }
}
