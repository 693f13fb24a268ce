using MailStore.Mime.Fields;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Mime.Facts;

/// <summary>RFC 8970: which of a message's texts its preview is made of. Its memory is kept from message to message.</summary>
public sealed class MessagePreview(MimeLimits? limits = null)
{
    private readonly PreviewWriter _writer = new(limits);

    /// <summary>Writes the preview, or nothing if there is no text to be shown.</summary>
    public void Write(MessageScan scan, OctetBuffer output)
    {
        for (var i = 0; i < scan.TextCount; i++)
        {
            var text = scan.TextOf(i, out var part);
            var header = scan.HeaderOf(scan.Parts[part]);
            if (!IsAttachment(header) && _writer.Write(header, text, output))
            {
                return;
            }
        }
    }

    // RFC 2183 §2.2
    private static bool IsAttachment(ReadOnlySpan<byte> header)
    {
        var walk = new FieldWalk(header);
        return walk.MoveTo("Content-Disposition"u8) && FieldText.EqualsIgnoreCase(FieldText.FirstToken(walk.Value), "attachment"u8);
    }
}
