using MailStore.Abstractions.Sasl;

namespace MailStore.Abstractions.Tests.Sasl;

public sealed class SaslServerTests
{
    private readonly SaslServer _server = new(new OnePassword());

    [Fact]
    public void Where_others_can_listen_no_mechanism_with_a_password_is_offered()
    {
        Assert.Equal(["PLAIN", "LOGIN"], _server.Offered(Exchange.Private));
        Assert.Empty(_server.Offered(Exchange.Public));
        Assert.Equal(SaslChoice.NeedsPrivacy, _server.Begin("PLAIN"u8, Exchange.Public, out _));
        Assert.Equal(SaslChoice.NeedsPrivacy, _server.Begin("login"u8, Exchange.Public, out _));
    }

    [Fact]
    public void What_the_authenticator_knows_nothing_of_is_not_offered()
    {
        foreach (var name in new[] { "CRAM-MD5", "SCRAM-SHA-256", "XOAUTH2", "EXTERNAL", "ANONYMOUS", "" })
        {
            Assert.Equal(SaslChoice.NotOffered, _server.Begin(System.Text.Encoding.ASCII.GetBytes(name), Exchange.Private, out _));
        }
    }
}
