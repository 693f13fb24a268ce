using MailStore.Mime.Sections;
using MailStore.Mime.Tests.Structure;

namespace MailStore.Mime.Tests.Sections;

public sealed class SectionFinderTests
{
    /// <summary>RFC 9051 §6.4.5.1, the example of part numbers, filled.</summary>
    private const string Complex =
        "A: 0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
        + "--a\r\n\r\none\r\n"
        + "--a\r\nContent-Type: application/octet-stream\r\n\r\ntwo\r\n"
        + "--a\r\nContent-Type: message/rfc822\r\nB: 3\r\n\r\nC: 3\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\nthree-one\r\n--b\r\nContent-Type: application/x\r\n\r\nthree-two\r\n--b--\r\n"
        + "--a\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
        + "--c\r\nContent-Type: image/gif\r\n\r\nfour-one\r\n"
        + "--c\r\nContent-Type: message/rfc822\r\n\r\nD: 4.2\r\n\r\nfour-two\r\n"
        + "--c--\r\n--a--\r\n";

    [Theory]
    [InlineData("1", "one")]
    [InlineData("2", "two")]
    [InlineData("2.MIME", "Content-Type: application/octet-stream\r\n\r\n")]
    [InlineData("HEADER", "A: 0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n")]
    [InlineData("3.HEADER", "C: 3\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n")]
    [InlineData("3.MIME", "Content-Type: message/rfc822\r\nB: 3\r\n\r\n")]
    [InlineData("3.1", "three-one")]
    [InlineData("3.2", "three-two")]
    [InlineData("3.2.MIME", "Content-Type: application/x\r\n\r\n")]
    [InlineData("4.1", "four-one")]
    [InlineData("4.2", "D: 4.2\r\n\r\nfour-two")]
    [InlineData("4.2.HEADER", "D: 4.2\r\n\r\n")]
    [InlineData("4.2.TEXT", "four-two")]
    [InlineData("4.2.1", "four-two")]
    [InlineData("4.2.1.MIME", "D: 4.2\r\n\r\n")]
    [InlineData("1.MIME", "\r\n")]
    [InlineData("5", null)]
    [InlineData("1.1", null)]
    [InlineData("1.HEADER", null)]
    [InlineData("2.TEXT", null)]
    [InlineData("4.2.2", null)]
    [InlineData("4.2.1.1", null)]
    [InlineData("4.3", null)]
    [InlineData("MIME", null)]
    public void Sections_of_nested_parts_lie_where_the_RFC_has_them(string section, string? content) => Assert.Equal(content, Read(Complex, section));

    [Theory]
    [InlineData("", "A: b\r\n\r\nbody")]
    [InlineData("1", "body")]
    [InlineData("TEXT", "body")]
    [InlineData("HEADER", "A: b\r\n\r\n")]
    [InlineData("1.MIME", "A: b\r\n\r\n")]
    [InlineData("2", null)]
    [InlineData("1.1", null)]
    [InlineData("1.TEXT", null)]
    public void A_message_of_one_part_has_a_part_1(string section, string? content) => Assert.Equal(content, Read("A: b\r\n\r\nbody", section));

    private static string? Read(string message, string section)
    {
        var words = section.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var path = words.Where(word => char.IsDigit(word[0])).Select(uint.Parse).ToArray();
        var text = words.Length > path.Length ? Enum.Parse<SectionText>(words[^1], ignoreCase: true) : SectionText.Whole;
        return SectionFinder.TryFind(Scanned.Of(message).Parts, path, text, out var start, out var end) ? message[(int)start..(int)end] : null;
    }
}
