using MailStore.Server.Accounts.Ldap;

namespace MailStore.Server.Tests.Accounts.Ldap;

public sealed class LdapUsersTests
{
    // RFC 4515 §3
    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("*)(uid=*", @"\2a\29\28uid=\2a")]
    [InlineData(@"a\b", @"a\5cb")]
    [InlineData("é\0", @"\c3\a9\00")]
    public void What_a_client_says_is_text_in_a_filter(string text, string escaped) => Assert.Equal(escaped, LdapUsers.Escape(text));
}
