using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts;

namespace MailStore.Server.Tests.Accounts;

public sealed class PasswordTableTests
{
    private static readonly AccountName s_anna = AccountName.Create("anna@example.org");
    private readonly PasswordTable _table = new();

    public PasswordTableTests() => _table.Add(s_anna, "Se\u00ADsam \u2168");

    [Theory]
    [InlineData("anna@example.org", "Sesam IX", true)]
    [InlineData("ANNA@example.org", "Se\u00ADsam \u2168", true)]
    [InlineData("an\u00ADna@example.org", "Sesam\u00A0IX", true)]
    [InlineData("anna@example.org", "sesam IX", false)]
    [InlineData("anna@example.org", "", false)]
    [InlineData("bert@example.org", "Sesam IX", false)]
    [InlineData("", "Sesam IX", false)]
    public async Task Names_and_passwords_are_prepared_before_they_are_compared(string name, string password, bool isRight) =>
        Assert.Equal(isRight ? SignIn.As(s_anna) : SignIn.Refused, await _table.VerifyAsync(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(password)));

    [Fact]
    public async Task Octets_that_are_no_text_are_refused() =>
        Assert.Equal(SignIn.Refused, await _table.VerifyAsync(new byte[] { 0xFF, 0xFE }, new byte[] { 0xC3 }));

    [Fact]
    public async Task Keys_of_SCRAM_are_of_the_prepared_password()
    {
        foreach (var hash in new[] { ScramHash.Sha1, ScramHash.Sha256 })
        {
            var keys = (await _table.FindScramKeysAsync(Encoding.UTF8.GetBytes("Anna@Example.org"), hash)).Value!;
            var expected = ScramKeys.Derive(s_anna, hash, "Sesam IX"u8, keys.Salt.Span, keys.Iterations);
            Assert.Equal(expected.StoredKey.ToArray(), keys.StoredKey.ToArray());
            Assert.Equal(s_anna, keys.Account);
        }

        Assert.Null((await _table.FindScramKeysAsync("bert"u8.ToArray(), ScramHash.Sha1)).Value);
    }

    [Fact]
    public async Task Secrets_are_kept_only_if_somebody_asked_for_it()
    {
        Assert.Equal(CredentialKinds.None, _table.Kinds & CredentialKinds.Secret);
        Assert.Null((await _table.FindSecretAsync(Encoding.UTF8.GetBytes(s_anna.Text))).Value);
        var keeping = new PasswordTable { KeepsSecrets = true };
        keeping.Add(s_anna, "sesame");
        Assert.Equal(CredentialKinds.Secret, keeping.Kinds & CredentialKinds.Secret);
        Assert.Equal("sesame"u8.ToArray(), (await keeping.FindSecretAsync(Encoding.UTF8.GetBytes(s_anna.Text))).Value!.Octets.ToArray());
    }

    [Fact]
    public async Task A_certificate_is_for_the_users_that_it_names()
    {
        Assert.Equal(SignIn.As(s_anna), await _table.VerifyCertificateAsync(["Anna", "anna@example.org"], default));
        Assert.Equal(SignIn.As(s_anna), await _table.VerifyCertificateAsync(["anna@example.org"], Encoding.UTF8.GetBytes(s_anna.Text)));
        Assert.Equal(SignIn.Refused, await _table.VerifyCertificateAsync(["anna@example.org"], "bert"u8.ToArray()));
        Assert.Equal(SignIn.Refused, await _table.VerifyCertificateAsync(["bert"], default));
    }
}
