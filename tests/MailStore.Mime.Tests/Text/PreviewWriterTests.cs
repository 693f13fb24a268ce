using System.Buffers;
using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Text;

public sealed class PreviewWriterTests
{
    [Theory]
    [InlineData("", "  Hello,\r\n\r\n  how\tare you? \r\n", "Hello, how are you?")]
    [InlineData("", "", "")]
    [InlineData("", " \r\n\r\n", "")]
    [InlineData("Content-Type: text/html\n", "<html><head><title>t</title><style>x</style></head><body>&zwnj;&nbsp;&zwnj;&nbsp;<p>Hi <b>y</b>ou", "Hi you")]
    [InlineData("Content-Transfer-Encoding: base64\n", "SGVsbG8=", "Hello")]
    public void Preview_is_the_beginning_of_the_text(string header, string body, string expected) => Assert.Equal(expected, Preview(header, body));

    [Fact]
    public void Preview_has_two_hundred_characters_at_most()
    {
        Assert.Equal(new string('x', 200), Preview("", new string('x', 5000)));
        Assert.Equal(new string('x', 199), Preview("", new string('x', 199) + " y"));
        Assert.Equal(200, Preview("Content-Type: text/html\n", string.Concat(Enumerable.Repeat("&#x1F600;", 300))).EnumerateRunes().Count());
    }

    [Fact]
    public void Preview_allocates_nothing()
    {
        var preview = new PreviewWriter();
        var output = new ArrayBufferWriter<byte>(4096);
        var header = "Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n"u8.ToArray();
        var body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<p>=C1=C2 &amp; &eacute;</p>=\r\n", 300)));
        Assert.Equal(0, Allocation.Of(() =>
        {
            output.ResetWrittenCount();
            preview.Write(header, body, output);
        }));
    }

    private static string Preview(string header, string body)
    {
        var output = new ArrayBufferWriter<byte>();
        var isThere = new PreviewWriter().Write(Encoding.Latin1.GetBytes(header + "\n"), Encoding.Latin1.GetBytes(body), output);
        Assert.Equal(isThere, output.WrittenCount > 0);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
