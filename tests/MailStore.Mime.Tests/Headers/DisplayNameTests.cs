using System.Buffers;
using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

public sealed class DisplayNameTests
{
    [Theory]
    [InlineData("=?iso-8859-1?q?J=F6rg?= Smith <j@x>", "J\u00F6rg Smith", "j")]
    [InlineData("\"Smith, \\\"J\\\"\" <\"j s\"@x>, a@b", "Smith, \"J\"", "j s")]
    [InlineData("j@x (J\u00F6rg)", "J\u00F6rg", "j")]
    [InlineData("j . s@x . y", "j.s@x.y", "j.s")]
    [InlineData("root", "root", "root")]
    [InlineData("Friends of x: a@b;", "Friends of x", "Friends of x")]
    [InlineData("<>", "", "")]
    public void First_address_is_shown(string value, string name, string mailbox)
    {
        var display = new DisplayName();
        var output = new ArrayBufferWriter<char>();
        Assert.True(display.Read(Encoding.Latin1.GetBytes(value), output));
        Assert.Equal(name, output.WrittenSpan.ToString());
        output.ResetWrittenCount();
        Assert.True(display.ReadMailbox(Encoding.Latin1.GetBytes(value), output));
        Assert.Equal(mailbox, output.WrittenSpan.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , (nobody)")]
    public void Nobody_is_not_shown(string value) => Assert.False(new DisplayName().Read(Encoding.ASCII.GetBytes(value), new ArrayBufferWriter<char>()));
}
