using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.External;
using MailStore.Server.Accounts.Passwd;
using MailStore.Server.Tests.Accounts.Embedded;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Accounts.External;

public sealed class PasswdFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _said = [];
    private readonly MemoryMailStore _store;
    private readonly ExternalDirectory _directory;

    public PasswdFileTests()
    {
        _store = new(_clock);
        _directory = new(new PasswdFile(_path, StoredSecret.DefaultScheme, _clock, _said.Add) { SaltKey = new byte[32] }, _store, _said.Add);
        Write("# comment", "", "anna@example.org:{PLAIN}sesame::::::", "Bert:$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "carl@example.net:{BLF-CRYPT}$2y$05$x", "no line");
    }

    [Fact]
    public async Task Users_of_the_file_log_in_and_get_their_account_with_it()
    {
        Assert.Equal(SignIn.As(AccountName.Create("anna@example.org")), await LogInAsync("ANNA@example.org", "sesame"));
        Assert.NotNull(await _store.OpenAccountAsync(AccountName.Create("anna@example.org")));
        Assert.Equal(SignIn.As(AccountName.Create("bert")), await LogInAsync("bert", "Hello world!"));
        Assert.Equal(SignIn.Refused, await LogInAsync("anna@example.org", "sesam"));
        Assert.Equal(SignIn.Refused, await LogInAsync("anna@example.org", ""));
        Assert.Equal(SignIn.Refused, await LogInAsync("nobody", "sesame"));
        Assert.Null(await _store.OpenAccountAsync(AccountName.Create("nobody")));
        Assert.Equal(SignIn.Refused, await LogInAsync("carl@example.net", "x"));
        Assert.Contains(_said, line => line.Contains("BLF-CRYPT, which nothing here can compare", StringComparison.Ordinal));
        Assert.Contains(_said, line => line.EndsWith("line 6: that is no user.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_in_the_clear_does_for_SCRAM_with_a_salt_that_stays()
    {
        var first = (await _directory.FindScramKeysAsync(DirectoryScene.Octets("anna@example.org"), ScramHash.Sha256)).Value!;
        var again = (await _directory.FindScramKeysAsync(DirectoryScene.Octets("anna@example.org"), ScramHash.Sha256)).Value!;
        Assert.Equal(first.StoredKey.ToArray(), again.StoredKey.ToArray());
        Assert.Equal(ScramKeys.Derive(default, ScramHash.Sha256, "sesame"u8, first.Salt.Span, first.Iterations).StoredKey.ToArray(), first.StoredKey.ToArray());
        Assert.Null((await _directory.FindScramKeysAsync("bert"u8.ToArray(), ScramHash.Sha256)).Value);
    }

    [Theory]
    [InlineData("anna@example.org", AddressKind.Mailbox)]
    [InlineData("anna+Lists@example.org", AddressKind.Mailbox)]
    [InlineData("bert@example.net", AddressKind.Mailbox)]
    [InlineData("nobody@example.org", AddressKind.Unknown)]
    [InlineData("anna@example.com", AddressKind.Elsewhere)]
    public async Task Names_are_addresses(string address, AddressKind kind)
    {
        Assert.True(EnvelopeAddress.TryParse(address, out var parsed));
        var entry = await _directory.FindAsync(parsed);
        Assert.Equal(kind, entry.Kind);
        Assert.Equal(address.Contains('+') ? "Lists" : kind == AddressKind.Mailbox ? "INBOX" : "", string.Concat(entry.Recipients.Select(recipient => recipient.Mailbox.Text)));
    }

    [Fact]
    public async Task The_file_is_read_again_when_it_changes_and_is_a_temporary_failure_while_it_is_gone()
    {
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync("anna@example.org", "sesame")).Outcome);
        Write("anna@example.org:{PLAIN}new");
        File.SetLastWriteTimeUtc(_path, new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync("anna@example.org", "new")).Outcome);
        Assert.Equal(SignIn.Refused, await LogInAsync("anna@example.org", "sesame"));

        File.Delete(_path);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SignIn.Unavailable, await LogInAsync("anna@example.org", "new"));
        Assert.True((await _directory.FindScramKeysAsync("anna@example.org"u8.ToArray(), ScramHash.Sha1)).IsUnavailable);
        Assert.True(EnvelopeAddress.TryParse("anna@example.org", out var address));
        Assert.Equal(AddressKind.Unavailable, (await _directory.FindAsync(address)).Kind);
        Assert.Contains(_said, line => line == $"The file of users {_path} is not there.");
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_keep_it_from_being_read()
    {
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync("anna@example.org", "sesame")).Outcome);
        _clock.Jump(TimeSpan.FromDays(-3650));
        Write("anna@example.org:{PLAIN}new");
        File.SetLastWriteTimeUtc(_path, new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SignInOutcome.Accepted, (await LogInAsync("anna@example.org", "new")).Outcome);
    }

    public void Dispose() => File.Delete(_path);

    private void Write(params string[] lines) => File.WriteAllLines(_path, lines);

    private async Task<SignIn> LogInAsync(string name, string password) => await _directory.VerifyAsync(DirectoryScene.Octets(name), DirectoryScene.Octets(password));
}
