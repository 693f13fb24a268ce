using System.Text;
using MailStore.Mime.Extraction;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Extraction;

/// <summary>A message with one attachment, as a search reads it.</summary>
internal static class SearchedAttachment
{
    public static byte[] Message(byte[] attachment, string type = "application/x-plan", string name = "a.bin", string encoding = "base64")
    {
        var body = encoding == "base64" ? Convert.ToBase64String(attachment, Base64FormattingOptions.InsertLineBreaks) : Encoding.Latin1.GetString(attachment);
        return Encoding.Latin1.GetBytes(
            $"Subject: it\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nbefore it\r\n--b\r\nContent-Type: {type}\r\n"
            + $"Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n--b\r\n\r\nbehind it\r\n--b--\r\n");
    }

    /// <returns>Whether it is found, and whether that is sure.</returns>
    public static async Task<(bool IsFound, bool IsWhole)> FindAsync(byte[] message, string wanted, TextExtraction? extraction, SearchScope scope = SearchScope.Body, CancellationToken cancellation = default)
    {
        var structure = new MessageScan();
        structure.Begin();
        structure.Take(message);
        structure.Finish();
        var scan = new NeedleScan(new Needle(wanted));
        var search = new MessageSearch(scan, limits: null, extraction);
        search.Begin(scope);
        try
        {
            while (search.TryNext(structure.Parts, out var start, out var end))
            {
                await search.BeginPieceAsync(cancellation);
                for (; start < end; start += 1000)
                {
                    search.Take(message.AsSpan((int)start, (int)Math.Min(1000, end - start)));
                }

                await search.EndPieceAsync(cancellation);
            }
        }
        finally
        {
            search.End();
        }

        return (scan.IsFound(0), search.IsWhole);
    }
}
