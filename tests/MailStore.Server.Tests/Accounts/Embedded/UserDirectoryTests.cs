using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Tests.Accounts.Embedded;

public sealed class UserDirectoryTests
{
    [Theory]
    [InlineData("anna@example.org", "Sesam IX", true)]
    [InlineData("ANNA@example.org", "Se\u00ADsam \u2168", true)]
    [InlineData("an\u00ADna@example.org", "Sesam\u00A0IX", true)]
    [InlineData("anna@example.org", "sesam IX", false)]
    [InlineData("anna@example.org", "", false)]
    [InlineData("nobody@example.org", "Sesam IX", false)]
    [InlineData("", "Sesam IX", false)]
    public async Task Names_and_passwords_are_prepared_before_they_are_compared(string name, string password, bool isRight)
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Equal(isRight ? SignIn.As(DirectoryScene.Anna) : SignIn.Refused, await scene.LogInAsync(name, password));
    }

    [Fact]
    public async Task Who_is_made_an_administrator_is_one_at_once()
    {
        var scene = await DirectoryScene.OpenAsync();
        IAuthenticator directory = await UserDirectory.OpenAsync(scene.Store);
        await scene.Users.SetAdministratorAsync(DirectoryScene.Anna, false);
        Assert.False(await directory.IsAdministratorAsync(DirectoryScene.Anna));
        await scene.Users.SetAdministratorAsync(DirectoryScene.Anna, true);
        Assert.True(await directory.IsAdministratorAsync(DirectoryScene.Anna));
        Assert.False(await directory.IsAdministratorAsync(AccountName.Create("nobody@example.org")));
    }

    [Fact]
    public async Task Nothing_that_is_kept_is_the_password()
    {
        var scene = await DirectoryScene.OpenAsync();
        var record = scene.Store.Registry.Find(DirectoryRecords.KeyOf(DirectoryScene.Bert))!.Octets;
        Assert.Equal(-1, record.Span.IndexOf(DirectoryScene.Octets("bert's")));
        Assert.Equal(CredentialKinds.None, (await UserDirectory.OpenAsync(scene.Store)).Kinds & CredentialKinds.Secret);
        Assert.Null(await scene.Users.SetPasswordAsync(DirectoryScene.Bert, "bert's", keepsSecret: true));
        var keeping = await UserDirectory.OpenAsync(scene.Store);
        Assert.Equal(CredentialKinds.Secret, keeping.Kinds & CredentialKinds.Secret);
        Assert.Equal("bert's"u8.ToArray(), (await keeping.FindSecretAsync(DirectoryScene.Octets("bert@example.org"))).Value!.Octets.ToArray());
        Assert.Null((await keeping.FindSecretAsync(DirectoryScene.Octets("anna@example.org"))).Value);
    }

    [Fact]
    public async Task A_password_that_is_changed_holds_at_once_and_the_old_one_no_more()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Null(await scene.Users.SetPasswordAsync(DirectoryScene.Bert, "new", keepsSecret: false));
        Assert.Equal(SignIn.Refused, await scene.LogInAsync("bert@example.org", "bert's"));
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await scene.LogInAsync("bert@example.org", "new"));
    }

    [Fact]
    public async Task App_passwords_are_for_their_protocols_and_are_revoked_one_by_one()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Null(await scene.Users.AddAppPasswordAsync(DirectoryScene.Bert, "phone", "phone's", ["imap", "submission"]));
        Assert.Null(await scene.Users.AddAppPasswordAsync(DirectoryScene.Bert, "script", "script's", []));
        Assert.NotNull(await scene.Users.AddAppPasswordAsync(DirectoryScene.Bert, "phone", "again", []));
        Assert.Equal(SignInOutcome.Accepted, (await scene.LogInAsync("bert@example.org", "phone's", "imap")).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await scene.LogInAsync("bert@example.org", "phone's", "pop3")).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await scene.LogInAsync("bert@example.org", "phone's", "")).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await scene.LogInAsync("bert@example.org", "script's", "pop3")).Outcome);

        Assert.Null(await scene.Users.SetPasswordAsync(DirectoryScene.Bert, "main", keepsSecret: false));
        Assert.Null(await scene.Users.RevokeAppPasswordAsync(DirectoryScene.Bert, "phone"));
        Assert.NotNull(await scene.Users.RevokeAppPasswordAsync(DirectoryScene.Bert, "phone"));
        Assert.Equal(SignInOutcome.Refused, (await scene.LogInAsync("bert@example.org", "phone's", "imap")).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await scene.LogInAsync("bert@example.org", "script's", "imap")).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await scene.LogInAsync("bert@example.org", "main", "imap")).Outcome);
    }

    [Fact]
    public async Task Keys_of_SCRAM_are_there_for_each_password_under_one_salt()
    {
        var scene = await DirectoryScene.OpenAsync();
        await scene.Users.AddAppPasswordAsync(DirectoryScene.Bert, "phone", "phone's", ["imap"]);
        var directory = await UserDirectory.OpenAsync(scene.Store);
        foreach (var hash in new[] { ScramHash.Sha1, ScramHash.Sha256 })
        {
            var keys = (await directory.For(new(Peer: null, "imap")).FindScramKeysAsync(DirectoryScene.Octets("Bert@Example.org"), hash)).Value!;
            Assert.Equal(ScramKeys.Derive(default, hash, "bert's"u8, keys.Salt.Span, keys.Iterations).StoredKey.ToArray(), keys.StoredKey.ToArray());
            var phone = Assert.Single(keys.Others);
            Assert.Equal(ScramKeys.Derive(default, hash, "phone's"u8, keys.Salt.Span, keys.Iterations).ServerKey.ToArray(), phone.ServerKey.ToArray());
            Assert.Empty((await directory.For(new(Peer: null, "pop3")).FindScramKeysAsync(DirectoryScene.Octets("bert@example.org"), hash)).Value!.Others);
            Assert.Null((await directory.FindScramKeysAsync(DirectoryScene.Octets("nobody"), hash)).Value);
        }
    }

    [Fact]
    public async Task Whoever_is_disabled_or_deleted_does_not_log_in_by_any_way()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Null(await scene.Users.SetDisabledAsync(DirectoryScene.Bert, isDisabled: true));
        var directory = await UserDirectory.OpenAsync(scene.Store);
        Assert.Equal(SignIn.Refused, await scene.LogInAsync("bert@example.org", "bert's"));
        Assert.Null((await directory.FindScramKeysAsync(DirectoryScene.Octets("bert@example.org"), ScramHash.Sha256)).Value);
        Assert.Equal(SignIn.Refused, await directory.VerifyCertificateAsync(["bert@example.org"], default));
        Assert.Null(await scene.Users.SetDisabledAsync(DirectoryScene.Bert, isDisabled: false));
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await directory.VerifyCertificateAsync(["bert@example.org"], default));

        Assert.Null(await scene.Users.DeleteAsync(DirectoryScene.Bert));
        Assert.Equal(SignIn.Refused, await scene.LogInAsync("bert@example.org", "bert's"));
        Assert.Null(await scene.Store.OpenAccountAsync(DirectoryScene.Bert));
        Assert.Equal("There is no user bert@example.org.", await scene.Users.DeleteAsync(DirectoryScene.Bert));
        Assert.Null(await scene.Users.AddAsync(DirectoryScene.Bert, "again", new() { Addresses = ["b@example.org"] }));
    }

    [Fact]
    public async Task A_store_that_is_closed_is_a_temporary_failure()
    {
        var scene = await DirectoryScene.OpenAsync();
        var directory = await UserDirectory.OpenAsync(scene.Store);
        await scene.Store.DisposeAsync();
        var name = DirectoryScene.Octets("bert@example.org");
        Assert.Equal(SignIn.Unavailable, await directory.VerifyAsync(name, DirectoryScene.Octets("bert's")));
        Assert.True((await directory.FindScramKeysAsync(name, ScramHash.Sha1)).IsUnavailable);
        Assert.True((await directory.FindSecretAsync(name)).IsUnavailable);
        Assert.Equal(SignIn.Unavailable, await directory.VerifyCertificateAsync(["bert@example.org"], default));
        Assert.Equal("Unavailable", await scene.FindAsync("bert@example.org"));
    }

    [Fact]
    public async Task The_salt_of_a_name_that_nobody_has_outlives_the_process()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Equal((await UserDirectory.OpenAsync(scene.Store)).NobodyKey.ToArray(), (await UserDirectory.OpenAsync(scene.Store)).NobodyKey.ToArray());
    }

    [Fact]
    public async Task Twice_the_same_user_and_addresses_that_are_taken_are_refused()
    {
        var scene = await DirectoryScene.OpenAsync();
        Assert.Equal("There is a user anna@example.org.", await scene.Users.AddAsync(DirectoryScene.Anna, "x", new()));
        Assert.Equal("The address b@example.org is taken.", await scene.Users.AddAddressAsync(DirectoryScene.Anna, "B@example.org"));
        Assert.Equal("The address bert@example.org is taken.", await scene.Users.AddAddressAsync(DirectoryScene.Anna, "bert@example.org"));
        Assert.Equal("'no' is no address, as in anna@example.org.", await scene.Users.AddAddressAsync(DirectoryScene.Anna, "no"));
        Assert.Equal("The password is empty.", await scene.Users.SetPasswordAsync(DirectoryScene.Anna, "", keepsSecret: false));
    }
}
