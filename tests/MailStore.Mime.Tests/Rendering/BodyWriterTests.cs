using System.Text;
using MailStore.Mime.Fields;
using MailStore.Mime.Rendering;
using MailStore.Mime.Structure;
using MailStore.Mime.Tests.Structure;

namespace MailStore.Mime.Tests.Rendering;

public sealed class BodyWriterTests
{
    [Theory]
    [InlineData("Subject: x\r\n\r\nHello\r\n", """("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 7 1)""")]
    [InlineData("Content-Type: TEXT/PLAIN; CHARSET=US-ASCII\r\n\r\nHello\r\n", """("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7bit" 7 1)""")]
    [InlineData("Content-Type: Text/HTML; charset=\"utf-8\"\r\n\r\nHello", """("Text" "HTML" ("charset" "utf-8") NIL NIL "7bit" 5 0)""")]
    [InlineData("Content-Transfer-Encoding: base64\r\n\r\nHello", """("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 5 0)""")]
    [InlineData("MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\nContent-ID:  <a@b> \r\nContent-Description: one\r\n two\r\n\r\nHello",
        """("text" "plain" ("charset" "us-ascii") "<a@b> " "one two" "base64" 5 0)""")]
    [InlineData("Content-Type: image/gif; name=\"a \\\"b\\\".gif\"\r\n\r\nGIF", """("image" "gif" ("name" "a \"b\".gif") NIL NIL "7bit" 3)""")]
    [InlineData("Content-Type: image/gif; name=\u00E4\r\n\r\nGIF", "(\"image\" \"gif\" (\"name\" {1}\r\n\u00E4) NIL NIL \"7bit\" 3)")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\nnothing",
        """(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0) "mixed")""")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: image/gif\r\n\r\n--b--\r\n",
        """(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0)("image" "gif" NIL NIL NIL "7bit" 0) "mixed")""")]
    [InlineData("Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\none\r\n",
        """("message" "rfc822" NIL NIL NIL "7bit" 20 (NIL "in" NIL NIL NIL NIL NIL NIL NIL NIL) ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 5 1) 3)""")]
    public void Body_says_what_the_RFC_has_without_extension_data(string message, string body) => Assert.Equal(body, Said(message, isExtended: false));

    [Theory]
    [InlineData("Subject: x\r\n\r\nHello\r\n", """("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 7 1 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: image/gif\r\nContent-MD5: Q2hlY2s=\r\nContent-Disposition: Attachment; filename=a.gif; size=3\r\nContent-Language: en, de\r\nContent-Location: cid:a/b\r\n\r\nGIF",
        """("image" "gif" NIL NIL NIL "7bit" 3 "Q2hlY2s=" ("Attachment" ("filename" "a.gif" "size" "3")) ("en" "de") "cid:a/b")""")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\nContent-Disposition: inline\r\n\r\n--b\r\n\r\none\r\n--b--",
        """(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 3 0 NIL NIL NIL NIL) "mixed" ("boundary" "b") ("inline" NIL) NIL NIL)""")]
    [InlineData("Content-Type: application/x; name*1*=b%20c; name*0*=utf-8''a; x=1; y*1=b\r\n\r\n",
        """("application" "x" ("x" "1" "name*" "utf-8''ab%20c" "y*1" "b") NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; name*0=\"50%\"; name*1*=%20c\r\n\r\n",
        """("application" "x" ("name*" "''50%25%20c") NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; name*0=one; name*1=\" two\"\r\n\r\n",
        """("application" "x" ("name" "one two") NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; name=\"never closed; a=b\r\n\r\n", """("application" "x" NIL NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; a**=1; name=\"x\\\"; y=\\\\\"; b=2\r\n\r\n", """("application" "x" ("a**" "1" "name" "x\"; y=\\" "b" "2") NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; name=\"C:\\a\\\"; b=2\r\n\r\n", """("application" "x" ("name" "C:\\a\\" "b" "2") NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    [InlineData("Content-Type: application/x; name=\"a\\\r\n\r\n", """("application" "x" NIL NIL NIL "7bit" 0 NIL NIL NIL NIL)""")]
    public void Bodystructure_adds_the_extension_data(string message, string structure) => Assert.Equal(structure, Said(message, isExtended: true));

    [Fact]
    public void What_is_not_told_apart_is_not_called_a_multipart() => Assert.Equal(
        """(("application" "octet-stream" ("boundary" "c") NIL NIL "7bit" 3) "mixed")""",
        Said("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n--b--", isExtended: false, new() { DepthMax = 1 }));

    [Fact]
    public void A_writer_in_use_allocates_nothing()
    {
        var scan = new MessageScan();
        var writer = new BodyWriter();
        var output = new OctetBuffer();
        var message = Encoding.ASCII.GetBytes(
            "From: A B <a@b.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\none\r\n--b--\r\n");
        for (var round = 0; round < 50; round++)
        {
            Round(scan, writer, output, message);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Round(scan, writer, output, message);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Round(MessageScan scan, BodyWriter writer, OctetBuffer output, byte[] message)
    {
        scan.Begin();
        scan.Take(message);
        scan.Finish();
        output.Clear();
        writer.Write(scan, isExtended: true, output);
    }

    private static string Said(string message, bool isExtended, MimeLimits? limits = null)
    {
        var output = new OctetBuffer();
        new BodyWriter(limits).Write(Scanned.Of(message, limits), isExtended, output);
        return Encoding.Latin1.GetString(output.Octets);
    }
}
