using System.Text;
using MailStore.Abstractions.Sasl;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class SaslBase64Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("YQ==", "a")]
    [InlineData("YWI=", "ab")]
    [InlineData("YWJj", "abc")]
    [InlineData("AGFubmEAc2VzYW1l", "\0anna\0sesame")]
    public void Base64_is_decoded(string text, string octets)
    {
        Assert.True(SaslBase64.TryDecode(Encoding.ASCII.GetBytes(text), out var decoded));
        Assert.Equal(octets, Encoding.ASCII.GetString(decoded));
    }

    [Theory]
    [InlineData("=")]
    [InlineData("*")]
    [InlineData("YQ")]
    [InlineData("YQ=")]
    [InlineData("YR==")]
    [InlineData("YWJ=")]
    [InlineData("Y Q==")]
    [InlineData("YQ= =")]
    [InlineData(" YQ==")]
    [InlineData("YWJj    ")]
    [InlineData("YQ==YQ==")]
    [InlineData("YQ==\r\n\r\n")]
    [InlineData("Y-_=")]
    public void Another_spelling_is_none(string text) => Assert.False(SaslBase64.TryDecode(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void An_initial_response_that_is_empty_is_an_equals_sign()
    {
        Assert.True(SaslBase64.TryDecodeInitial("="u8, out var octets));
        Assert.Empty(octets);
        Assert.False(SaslBase64.TryDecodeInitial(""u8, out _));
        Assert.True(SaslBase64.TryDecodeInitial("YQ=="u8, out octets));
        Assert.Equal("a"u8, octets);
    }

    [Fact]
    public void A_response_has_a_limit()
    {
        Assert.True(SaslBase64.TryDecode(Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[SaslBase64.ResponseBytesMax])), out _));
        Assert.False(SaslBase64.TryDecode(Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[SaslBase64.ResponseBytesMax + 3])), out _));
    }
}
