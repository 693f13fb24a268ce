using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 4978 §3
[CommandHandler("compress")]
internal static class Compress
{
    public static ValueTask<Reply> HandleAsync(CompressCommand command, ImapSession session)
    {
        if (command.CompressAlgorithm.Kind != CompressAlgorithmKind.Deflate)
        {
            return new(Reply.Bad("DEFLATE is the one way to compress"));
        }

        if (session.IsCompressed)
        {
            return new(Reply.No(CodeKind.CompressionActive, "It is compressed already"));
        }

        session.BeginCompression();
        return new(Reply.Ok("Compressed from here on"));
    }
}
