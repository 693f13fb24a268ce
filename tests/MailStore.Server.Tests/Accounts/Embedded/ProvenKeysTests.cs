using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Accounts.Embedded;

public sealed class ProvenKeysTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void What_was_derived_is_found_for_five_minutes_and_gone_after_ten()
    {
        var keys = new ProvenKeys(_clock);
        var tag = keys.TagOf("salt"u8, 4096, "secret"u8);
        Assert.Null(keys.Find(tag));
        keys.Add(tag, [1, 2, 3]);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([1, 2, 3], keys.Find(keys.TagOf("salt"u8, 4096, "secret"u8)));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(keys.Find(tag));
        Assert.Equal(0, keys.Count);
    }

    [Fact]
    public void Another_salt_another_count_another_password_and_another_process_are_something_else()
    {
        var keys = new ProvenKeys(_clock);
        UInt128[] tags =
        [
            keys.TagOf("salt"u8, 4096, "secret"u8), keys.TagOf("salts"u8, 4096, "ecret"u8), keys.TagOf("salt"u8, 4097, "secret"u8),
            keys.TagOf("salt"u8, 4096, "Secret"u8), new ProvenKeys(_clock).TagOf("salt"u8, 4096, "secret"u8),
        ];
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public async Task Only_what_proved_right_is_remembered_and_a_record_that_changes_holds_at_once()
    {
        var scene = await DirectoryScene.OpenAsync();
        var keys = new ProvenKeys(_clock);
        var directory = await UserDirectory.OpenAsync(scene.Store, keys);
        var (name, password) = (DirectoryScene.Octets("bert@example.org"), DirectoryScene.Octets("bert's"));
        Assert.Equal(SignIn.Refused, await directory.VerifyAsync(name, DirectoryScene.Octets("wrong")));
        Assert.Equal(SignIn.Refused, await directory.VerifyAsync(DirectoryScene.Octets("nobody@example.org"), password));
        Assert.Equal(0, keys.Count);
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await directory.VerifyAsync(name, password));
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await directory.VerifyAsync(name, password));
        Assert.Equal(1, keys.Count);

        Assert.Null(await scene.Users.SetDisabledAsync(DirectoryScene.Bert, isDisabled: true));
        Assert.Equal(SignIn.Refused, await directory.VerifyAsync(name, password));
        Assert.Null(await scene.Users.SetDisabledAsync(DirectoryScene.Bert, isDisabled: false));
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await directory.VerifyAsync(name, password));
        Assert.Null(await scene.Users.SetPasswordAsync(DirectoryScene.Bert, "new", keepsSecret: false));
        Assert.Equal(SignIn.Refused, await directory.VerifyAsync(name, password));
        Assert.Equal(SignIn.As(DirectoryScene.Bert), await directory.VerifyAsync(name, DirectoryScene.Octets("new")));
    }

    [Fact]
    public async Task A_password_that_proved_right_for_one_protocol_proves_nothing_for_another()
    {
        var scene = await DirectoryScene.OpenAsync();
        await scene.Users.AddAppPasswordAsync(DirectoryScene.Bert, "phone", "phone's", ["imap"]);
        var directory = await UserDirectory.OpenAsync(scene.Store, new ProvenKeys(_clock));
        var (name, password) = (DirectoryScene.Octets("bert@example.org"), DirectoryScene.Octets("phone's"));
        Assert.Equal(SignInOutcome.Accepted, (await directory.For(new(Peer: null, "imap")).VerifyAsync(name, password)).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await directory.For(new(Peer: null, "pop3")).VerifyAsync(name, password)).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await directory.For(new(Peer: null, "imap")).VerifyAsync(name, password)).Outcome);
    }
}
