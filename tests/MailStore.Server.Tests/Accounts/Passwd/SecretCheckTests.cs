using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.Passwd;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Accounts.Passwd;

public sealed class SecretCheckTests
{
    private static readonly AccountName s_anna = AccountName.Create("anna@example.org");
    private readonly ProvenKeys _proven = new(new ManualClock());

    [Fact]
    public void Only_what_proved_right_is_remembered_and_a_secret_that_changes_holds_at_once()
    {
        var check = new SecretCheck(_ => { }, _proven);
        var (sesame, other) = (StoredSecret.Parse("{PLAIN}sesame", StoredSecret.DefaultScheme), StoredSecret.Parse("{PLAIN}other", StoredSecret.DefaultScheme));
        Assert.False(check.Verify(s_anna, sesame, "sesam"u8));
        Assert.False(check.Verify(s_anna, stored: null, "sesame"u8));
        Assert.Equal(0, _proven.Count);

        Assert.True(check.Verify(s_anna, sesame, "sesame"u8));
        Assert.True(check.Verify(s_anna, sesame, "sesame"u8));
        Assert.Equal(1, _proven.Count);
        Assert.False(check.Verify(s_anna, other, "sesame"u8));
        Assert.False(check.Verify(s_anna, stored: null, "sesame"u8));
        Assert.True(check.Verify(s_anna, other, "other"u8));
    }

    [Fact]
    public void The_same_text_under_another_scheme_proves_nothing()
    {
        var check = new SecretCheck(_ => { }, _proven);
        Assert.True(check.Verify(s_anna, new StoredSecret("PLAIN", "sesame"), "sesame"u8));
        Assert.False(check.Verify(s_anna, new StoredSecret("SHA256", "sesame"), "sesame"u8));
    }
}
