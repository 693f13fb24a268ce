using System.Buffers;
using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Text;

public sealed class AttachmentNameTests
{
    [Theory]
    [InlineData("Content-Type: application/x-stuff; name*0=\"one \"; name*1=two\n", "one two")]
    [InlineData("Content-Type: application/x-stuff;\n name*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A\n", "This is ***fun***")]
    [InlineData("Content-Type: application/x-stuff;\n name*0*=us-ascii'en'This%20is%20even%20more%20;\n name*1*=%2A%2A%2Afun%2A%2A%2A%20;\n name*2=\"isn't it!\"\n", "This is even more ***fun*** isn't it!")]
    [InlineData("Content-Disposition: attachment; filename*1=b; filename*0=a; filename*2*=%41\n", "abA")]
    [InlineData("Content-Disposition: attachment; filename*=utf-8''na%C3%AFve%E2%82%AC\n", "na\u00EFve\u20AC")]
    [InlineData("Content-Disposition: attachment; filename*0*=utf-8''%E2%82; filename*1*=%AC\n", "\u20AC")]
    public void Names_in_pieces_are_put_together(string header, string expected) => Assert.Equal(expected, Name(header));

    [Theory]
    [InlineData("Content-Disposition: attachment; filename=a.txt\nContent-Type: text/plain; name=b.txt\n", "a.txt")]
    [InlineData("Content-Disposition: inline\nContent-Type: text/plain; name=\"b \\\"q\\\".txt\"\n", "b \"q\".txt")]
    [InlineData("Content-Type: image/gif; name=\"=?iso-8859-1?Q?caf=E9.gif?=\"\n", "caf\u00E9.gif")]
    [InlineData("Content-Disposition: attachment; filename=\"caf\u00E9.gif\"\n", "caf\u00E9.gif")]
    [InlineData("Content-Disposition: attachment; filename=a file (1).pdf\n", "a file (1).pdf")]
    [InlineData("Content-Disposition: attachment; filename=x; filename*=utf-8''y\n", "y")]
    [InlineData("Content-Disposition: attachment; filename*=nothing%41\n", "nothingA")]
    [InlineData("Content-Disposition: attachment; filename*=x-none''%E9%0D%0A%zz\n", "\u00E9  %zz")]
    public void Names_are_read_as_they_come(string header, string expected) => Assert.Equal(expected, Name(header));

    [Theory]
    [InlineData("")]
    [InlineData("Content-Type: text/plain\nContent-Disposition: attachment\n")]
    [InlineData("Content-Type: text/plain; name=\"\"\n\nContent-Type: text/plain; name=body\n")]
    public void Part_without_a_name_has_none(string header) => Assert.Null(Name(header));

    [Fact]
    public void Ten_thousand_pieces_cost_as_many_steps() =>
        Growth.IsLinear(
            "pieces",
            n => Encoding.ASCII.GetBytes("Content-Disposition: attachment" + string.Concat(Enumerable.Range(0, n / 10).Select(i => $";\n filename*{i}*=utf-8''%41")) + "\n"),
            header => new AttachmentName(new MimeLimits { ParametersMax = 20_000 }).Read(header, new ArrayBufferWriter<char>()));

    private static string? Name(string header)
    {
        var output = new ArrayBufferWriter<char>();
        return new AttachmentName().Read(Encoding.Latin1.GetBytes(header), output) ? output.WrittenSpan.ToString() : null;
    }
}
