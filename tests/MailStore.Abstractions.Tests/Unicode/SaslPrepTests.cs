using System.Text;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Tests.Unicode;

public sealed class SaslPrepTests
{
    // RFC 4013 §3, and what form KC does.
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("a\u3000b", "a b")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("\uFB01x", "fix")]
    [InlineData("\u1E9B\u0323", "\u1E69")]
    [InlineData("\u0627\u0628", "\u0627\u0628")]
    [InlineData("\u0627\u0031\u0628", "\u0627\u0031\u0628")]
    [InlineData("\uAC00", "\uAC00")]
    [InlineData("", "")]
    public void Strings_that_look_alike_are_the_same(string text, string prepared)
    {
        Assert.True(SaslPrep.TryPrepare(Encoding.UTF8.GetBytes(text), out var octets));
        Assert.Equal(prepared, Encoding.UTF8.GetString(octets));
    }

    [Theory]
    [InlineData("\u0007")]
    [InlineData("a\u007F")]
    [InlineData("a\0b")]
    [InlineData("\u0627\u0031")]
    [InlineData("\u0627a\u0628")]
    [InlineData("\u0085")]
    [InlineData("\uE000")]
    [InlineData("\uFFFD")]
    [InlineData("\u202E")]
    [InlineData("\u2FF0")]
    public void What_nobody_can_type_is_refused(string text) => Assert.False(SaslPrep.TryPrepare(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void What_is_no_UTF8_is_refused() => Assert.False(SaslPrep.TryPrepare([0x61, 0xC3], out _));

    [Fact]
    public void Prepared_strings_stay_as_they_are()
    {
        for (var code = 0x80; code < 0x3000; code++)
        {
            var text = "x" + new Rune(code) + "x";
            if (SaslPrep.TryPrepare(Encoding.UTF8.GetBytes(text), out var once))
            {
                Assert.True(SaslPrep.TryPrepare(once, out var twice), $"{code:X4}");
                Assert.Equal(once, twice);
            }
        }
    }
}
