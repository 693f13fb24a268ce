using System.Text;
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
    public async Task Only_what_proved_right_is_remembered_and_a_secret_that_changes_holds_at_once()
    {
        var check = new SecretCheck(_ => { }, _proven);
        var (sesame, other) = (StoredSecret.Parse("{PLAIN}sesame", StoredSecret.DefaultScheme), StoredSecret.Parse("{PLAIN}other", StoredSecret.DefaultScheme));
        Assert.False(await VerifyAsync(check, sesame, "sesam"));
        Assert.False(await VerifyAsync(check, null, "sesame"));
        Assert.Equal(0, _proven.Count);

        Assert.True(await VerifyAsync(check, sesame, "sesame"));
        Assert.True(await VerifyAsync(check, sesame, "sesame"));
        Assert.Equal(1, _proven.Count);
        Assert.False(await VerifyAsync(check, other, "sesame"));
        Assert.False(await VerifyAsync(check, null, "sesame"));
        Assert.True(await VerifyAsync(check, other, "other"));
    }

    [Fact]
    public async Task The_same_text_under_another_scheme_proves_nothing()
    {
        var check = new SecretCheck(_ => { }, _proven);
        Assert.True(await VerifyAsync(check, new StoredSecret("PLAIN", "sesame"), "sesame"));
        Assert.False(await VerifyAsync(check, new StoredSecret("SHA256", "sesame"), "sesame"));
    }

    [Fact]
    public async Task Who_waits_for_a_turn_can_be_told_to_stop_and_the_turn_is_there_for_others()
    {
        var check = new SecretCheck(_ => { }, _proven);
        var secret = StoredSecret.Parse("{PLAIN}sesame", StoredSecret.DefaultScheme);
        for (var login = 0; login < 2 * Environment.ProcessorCount; login++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.VerifyAsync(s_anna, secret, Encoding.UTF8.GetBytes("other"), new(canceled: true)).AsTask());
            Assert.False(await VerifyAsync(check, secret, "other"));
        }
    }

    private static ValueTask<bool> VerifyAsync(SecretCheck check, StoredSecret? stored, string password) =>
        check.VerifyAsync(s_anna, stored, Encoding.UTF8.GetBytes(password), CancellationToken.None);
}
