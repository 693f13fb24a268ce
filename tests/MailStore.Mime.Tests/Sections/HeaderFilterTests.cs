using System.Text;
using MailStore.Mime.Fields;
using MailStore.Mime.Sections;

namespace MailStore.Mime.Tests.Sections;

public sealed class HeaderFilterTests
{
    private const string Header = "From: a\r\nReceived: x\r\n y\r\nno colon\r\nsubject : z\r\nReceived: w\r\n\r\n";

    [Theory]
    [InlineData(Header, "From", false, "From: a\r\n\r\n")]
    [InlineData(Header, "RECEIVED SUBJECT", false, "Received: x\r\n y\r\nsubject : z\r\nReceived: w\r\n\r\n")]
    [InlineData(Header, "X", false, "\r\n")]
    [InlineData(Header, "Received", true, "From: a\r\nno colon\r\nsubject : z\r\n\r\n")]
    [InlineData("A: b\nC: d\n\n", "c", false, "C: d\n\r\n")]
    [InlineData("A: b", "a", false, "A: b\r\n")]
    [InlineData("A: b\r\n", "x", false, "")]
    [InlineData("A: 1\r\nbb: 2\r\nBc: 3\r\nC_: 4\r\n\r\n", "c_ C? BC b a a ddd", false, "A: 1\r\nBc: 3\r\nC_: 4\r\n\r\n")]
    public void Fields_are_copied_as_they_stand(string header, string names, bool isNot, string copied)
    {
        var output = new OctetBuffer();
        HeaderFilter.Copy(Encoding.Latin1.GetBytes(header), new([.. names.Split(' ').Select(Encoding.Latin1.GetBytes)]), isNot, output);
        Assert.Equal(copied, Encoding.Latin1.GetString(output.Octets));
    }

    [Fact]
    public void Many_names_and_many_fields_do_not_multiply() => Growth.IsLinear(
        "fields and names",
        n => Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("X:\n", n))),
        header => HeaderFilter.Copy(header, new([.. Enumerable.Repeat("a"u8.ToArray(), header.Length / 48)]), isNot: false, new()));
}
