using MailStore.Server.Relaying;

namespace MailStore.Server.Tests.Relaying;

public sealed class SmarthostPlaceTests
{
    [Theory]
    [InlineData("smtp://mail.example", "mail.example", 25, false, "", "")]
    [InlineData("smtp://127.0.0.1:2525", "127.0.0.1", 2525, false, "", "")]
    [InlineData("smtps://mail.example", "mail.example", 465, true, "", "")]
    [InlineData("smtp://anna%40example.org:se%3Acret@mail.example:587", "mail.example", 587, false, "anna@example.org", "se:cret")]
    public void A_place_is_read_from_its_address(string text, string host, int port, bool isTls, string user, string password)
    {
        Assert.True(SmarthostPlace.TryParse(text, out var place));
        Assert.Equal(new SmarthostPlace(host, port, isTls, user, password), place);
    }

    [Theory]
    [InlineData("mail.example:25")]
    [InlineData("http://mail.example")]
    [InlineData("smtp://mail.example/queue")]
    [InlineData("")]
    public void What_is_no_place_is_refused(string text) => Assert.False(SmarthostPlace.TryParse(text, out _));
}
