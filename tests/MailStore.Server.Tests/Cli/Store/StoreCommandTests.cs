using System.Text.Json;
using MailStore.Log.Devices;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Tests.Cli.Store;

public sealed class StoreCommandTests : IDisposable
{
    private readonly StoreHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_sound_store_is_verified_down_to_its_messages()
    {
        await _home.CreateAsync(20);
        var (code, output, error) = await _home.StoreAsync("verify");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("1 accounts, 1 mailboxes, 20 messages", output, StringComparison.Ordinal);
        Assert.Contains("All of it is sound.", output, StringComparison.Ordinal);
        Assert.Contains("100 %", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_message_is_named_with_file_offset_mailbox_and_UID()
    {
        await _home.CreateAsync(60);
        _home.Damage("j-00000001.log", 200_000);
        var (code, output, _) = await _home.StoreAsync("verify");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("v00/j-00000001.log from ", output, StringComparison.Ordinal);
        Assert.Contains("account anna@example.org, INBOX, UID ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_a_kill_cut_off_is_a_note_and_no_damage()
    {
        await _home.CreateAsync(5);
        await File.WriteAllBytesAsync(Path.Combine(_home.Volume, "x-00000001"), []);
        var (code, output, _) = await _home.StoreAsync("verify");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("v00/x-00000001: an export that was not finished", output, StringComparison.Ordinal);
        Assert.Contains("All of it is sound.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not finished", (await _home.StoreAsync("verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_as_JSON_is_one_object()
    {
        await _home.CreateAsync(5);
        using var verified = JsonDocument.Parse((await _home.StoreAsync("verify", "--json")).Output);
        Assert.True(verified.RootElement.GetProperty("isSound").GetBoolean());
        using var stats = JsonDocument.Parse((await _home.StoreAsync("stats", "--json")).Output);
        Assert.Equal(5, stats.RootElement.GetProperty("messages").GetInt64());
        Assert.True(stats.RootElement.GetProperty("volumes")[0].GetProperty("liveBytes").GetInt64() >= 5 * 8000);
    }

    [Fact]
    public async Task Compacting_gives_back_what_was_expunged_and_keeps_the_rest()
    {
        await _home.CreateAsync(120);
        await _home.ExpungeHalfAsync();
        var (code, output, error) = await _home.StoreAsync("compact", "--json");
        Assert.True(code == ExitCode.Done, error);
        using var json = JsonDocument.Parse(output);
        var volume = json.RootElement.GetProperty("volumes")[0];
        Assert.InRange(volume.GetProperty("bytesAfter").GetInt64(), 60 * 8000, (long)(1.3 * 60 * 8000) + (64 * 1024));
        Assert.Equal(ExitCode.Done, (await _home.StoreAsync("verify")).Code);
        Assert.Contains("60 messages", (await _home.StoreAsync("stats")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_restored_into_an_empty_folder_and_nowhere_else()
    {
        await _home.CreateAsync(60);
        Assert.Equal(ExitCode.Done, (await _home.StoreAsync("backup", _home.Path("backup"))).Code);
        await _home.AppendAsync(3);
        var (code, output, _) = await _home.StoreAsync("backup", _home.Path("backup"));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("of them new", output, StringComparison.Ordinal);

        var refused = await _home.StoreAsync("restore", _home.Path("backup"));
        Assert.Equal(ExitCode.Refused, refused.Code);
        Assert.Contains("not empty", refused.Error, StringComparison.Ordinal);

        var restored = await StoreHome.RunAsync("store", "restore", "--data", _home.Path("again"), _home.Path("backup"));
        Assert.True(restored.Code == ExitCode.Done, restored.Error);
        var verified = await StoreHome.RunAsync("store", "verify", "--data", _home.Path("again"));
        Assert.True(verified.Code == ExitCode.Done, verified.Output + verified.Error);
        Assert.Contains("63 messages", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_open_any_more_is_salvaged_into_another_folder()
    {
        await _home.CreateAsync(60);
        File.Delete(Path.Combine(_home.Volume, "manifest"));
        var verified = await _home.StoreAsync("verify");
        Assert.Equal(ExitCode.Refused, verified.Code);
        var (code, output, error) = await _home.StoreAsync("salvage", _home.Path("saved"));
        Assert.True(code == ExitCode.Done, output + error);
        Assert.Contains("Nothing is lost.", output, StringComparison.Ordinal);
        var saved = await StoreHome.RunAsync("store", "verify", "--data", _home.Path("saved"));
        Assert.True(saved.Code == ExitCode.Done, saved.Output + saved.Error);
        Assert.Contains("60 messages", saved.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_salvage_says_what_is_lost()
    {
        await _home.CreateAsync(60);
        _home.Damage("j-00000001.log", 200_000);
        var (code, output, error) = await _home.StoreAsync("salvage", _home.Path("saved"));
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("v00/j-00000001.log from ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Split('\n'), line => line.StartsWith("mailstore:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dump_shows_frames_and_no_mail_unless_it_is_asked_for()
    {
        await _home.CreateAsync(3);
        var (code, output, _) = await _home.StoreAsync("dump");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("Epoch", output, StringComparison.Ordinal);
        Assert.Contains("body of 8", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Subject: 1", output, StringComparison.Ordinal);
        Assert.Contains("Subject: 1", (await _home.StoreAsync("dump", "--bodies")).Output, StringComparison.Ordinal);
        await _home.StoreAsync("backup", _home.Path("backup"));
        Assert.Contains("owner", (await _home.StoreAsync("dump", "--records")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("stats")]
    [InlineData("compact")]
    [InlineData("dump")]
    public async Task A_missing_an_empty_and_a_strangers_folder_are_told_apart(string command)
    {
        Assert.Contains("There is no folder", (await Refused(command)).Error, StringComparison.Ordinal);
        Directory.CreateDirectory(_home.Data);
        Assert.Contains("is empty", (await Refused(command)).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_home.Data, "letter.txt"), "Dear");
        Assert.Contains("holds no MailStore store", (await Refused(command)).Error, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(_home.Data).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task A_store_in_use_is_left_alone_and_the_remedy_named()
    {
        await _home.CreateAsync(1);
        using var held = FileStorage.Open(_home.Volume);
        Assert.Contains("needs the server stopped", (await Refused("stats")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_format_is_named_as_such()
    {
        await _home.CreateAsync(1);
        var file = Path.Combine(_home.Volume, "s-store");
        var octets = await File.ReadAllBytesAsync(file);
        octets[8] = 9;
        await File.WriteAllBytesAsync(file, octets);
        Assert.Contains("format 9", (await Refused("stats")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store", "verify", "--date", "x")]
    [InlineData("store", "mend")]
    [InlineData("store", "salvage")]
    public async Task What_is_not_understood_is_no_refusal(params string[] arguments) =>
        Assert.Equal(ExitCode.NotUnderstood, (await StoreHome.RunAsync(arguments)).Code);

    private async Task<(ExitCode Code, string Output, string Error)> Refused(string command)
    {
        var result = await _home.StoreAsync(command);
        Assert.Equal(ExitCode.Refused, result.Code);
        Assert.Empty(result.Output);
        return result;
    }
}
