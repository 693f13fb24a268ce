using System.Text;
using MailStore.Imap.Replies;

namespace MailStore.Imap.Tests.Replies;

public sealed class ModifiedUtf7Tests
{
    // The second is RFC 3501 §5.1.3's own.
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("a & b", "a &- b")]
    [InlineData("Résumés", "R&AOk-sum&AOk-s")]
    [InlineData("🙂", "&2D3eQg-")]
    [InlineData("", "")]
    public void A_name_is_encoded_and_comes_back(string name, string encoded)
    {
        Assert.Equal(encoded, Encoding.ASCII.GetString(ModifiedUtf7.Encode(name)));
        Assert.True(ModifiedUtf7.TryDecode(Encoding.ASCII.GetBytes(encoded), out var decoded));
        Assert.Equal(name, decoded);
    }

    [Theory]
    [InlineData("a&b")]
    [InlineData("&AOk")]
    [InlineData("&AG-")]
    [InlineData("&AGE-")]
    [InlineData("&AOl-")]
    [InlineData("&A/-")]
    [InlineData("&2D0-")]
    [InlineData("&3kI-")]
    [InlineData("&AOk-&AOk-")]
    [InlineData("\u00e9")]
    public void What_no_encoder_makes_is_refused(string encoded) =>
        Assert.False(ModifiedUtf7.TryDecode(Encoding.Latin1.GetBytes(encoded), out _));
}
