using MailStore.Imap.Session;
using MailStore.Server.Config;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Tests.Config;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mailstore-config-").FullName;

    [Fact]
    public void Flags_beat_variables_and_those_beat_the_file_a_whole_setting_each_time()
    {
        var path = Write("host-name = \"file\"\nimap = [\"127.0.0.1:1\", \"127.0.0.1:2\"]\nlog-level = \"debug\"\nmessage-bytes = 5");
        var reading = Read(path, new() { ["MAILSTORE_HOST_NAME"] = "variable", ["MAILSTORE_IMAP"] = "127.0.0.1:3;[::1]:4", ["HOME"] = "x" }, ("host-name", "flag"));
        Assert.Empty(reading.Faults);
        var settings = ServerSettings.Of(reading.Values);
        Assert.Equal("flag", settings.Mail.HostName);
        Assert.Equal(["127.0.0.1:3", "[::1]:4"], settings.Places.Select(place => place.Place.ToString()));
        Assert.Equal((LogLevel.Debug, 5), (settings.Watch.LogLevel, settings.Mail.MessageBytesMax));
        Assert.Equal($"{path}:4", reading.Values.Of(MailRows.MessageBytes)[0].Where);
    }

    [Fact]
    public void Every_fault_is_told_with_its_place()
    {
        var path = Write("""
            imap = ["127.0.0.1:1143", "here"]
            imap = ["127.0.0.1:1144"]
            host-nam = "mail.example.org"
            message-bytes = "5"
            log-level = "loud"
            keep-secrets = 1
            user = "anna"
            data = ["a"]
            pop3 = ["127.0.0.1:1143"]
            [tables]
            """);
        var reading = Read(path, new() { ["MAILSTORE_TRUST"] = "10.0.0.0/8;everybody", ["MAILSTORE_PORT"] = "25", ["MAILSTORE_SEED"] = "7" }, ("certificate", "a.pem"), ("data", "a"), ("data", "b"));
        Assert.Equal(
            [
                $"{path}:10: There are no tables here: each setting is a line of its own, and its name is all there is.",
                $"{path}:1: 'here' is no address and port, as in 127.0.0.1:1143 or [::1]:1143.",
                $"{path}:2: imap is set a second time; the first time is in line 1.",
                $"{path}:3: There is no setting host-nam. Is host-name meant?",
                $"{path}:4: message-bytes stands without quotes: NUMBER.",
                $"{path}:5: 'loud' is none of debug, info, warning, error, none.",
                $"{path}:6: '1' is neither true nor false.",
                $"{path}:7: user needs NAME:PASSWORD.",
                $"{path}:8: data has one value, and no list in brackets.",
                "MAILSTORE_PORT: There is no setting port. Is pop3 meant?",
                "MAILSTORE_TRUST: 'everybody' is no network, as in 192.0.2.0/24 or 2001:db8::/32.",
                "--data: data is said twice: --data and --data.",
                "--certificate: Each certificate needs its key: there are 1 and 0.",
                $"{path}:9: 127.0.0.1:1143 is listened at twice.",
            ],
            reading.Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("imap", "::1")]
    [InlineData("imap", "::1:1143")]
    [InlineData("imap", "127.0.0.1")]
    [InlineData("http", "[::1]")]
    [InlineData("host-name", "mail\n250 forged")]
    public void What_would_mean_something_else_is_refused(string name, string text) => Assert.Single(Read(null, [], (name, text)).Faults);

    [Fact]
    public void Habits_of_IMAP_clients_are_taken_away_by_name()
    {
        var some = ServerSettings.Of(Read(Write("strict = [\"lsub-in-rev2\", \"trailing-blanks\"]\nsessions-per-user = 7"), []).Values);
        Assert.Equal(Tolerances.All & ~Tolerances.LsubInRev2 & ~Tolerances.TrailingBlanks, some.Tolerances);
        Assert.Equal(7, some.ImapLimits.SessionsPerUserMax);
        Assert.Equal(Tolerances.None, ServerSettings.Of(Read(Write("strict = [\"all\"]"), []).Values).Tolerances);
        Assert.Equal(Tolerances.All, ServerSettings.Of(Read(Write(""), []).Values).Tolerances);
        Assert.Single(Read(Write("strict = [\"everything\"]"), []).Faults);
    }

    [Fact]
    public void Capabilities_are_withheld_by_their_words()
    {
        Assert.Equal(["UNAUTHENTICATE", "compress=deflate"], ServerSettings.Of(Read(Write("withhold = [\"UNAUTHENTICATE\", \"compress=deflate\"]"), []).Values).Withheld);
        Assert.Single(Read(Write("withhold = [\"IDLE NOTIFY\"]"), []).Faults);
    }

    [Fact]
    public void Each_tolerance_has_a_name_in_the_settings()
    {
        foreach (var tolerance in Enum.GetValues<Tolerances>().Where(tolerance => tolerance is not (Tolerances.None or Tolerances.All)))
        {
            var words = string.Concat(tolerance.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? "-" + letter : letter.ToString())).ToLowerInvariant();
            var name = words.Replace("changed-since", "changedsince", StringComparison.Ordinal);
            var settings = ServerSettings.Of(Read(Write($"strict = [\"{name}\"]"), []).Values);
            Assert.Equal(Tolerances.All & ~tolerance, settings.Tolerances);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_with_a_remedy()
    {
        var fault = Assert.Single(Read(Path.Combine(_folder, "none.toml"), []).Faults);
        Assert.Contains("'mailstore config init ", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_says_what_holds_without_it()
    {
        var path = Write(SettingsDocument.Sample());
        Assert.Empty(Read(path, []).Faults);

        // And so does each line of it that has a default, once it is no comment any more.
        var lines = SettingsDocument.Sample().Split('\n').Select(line => line.StartsWith('#') && line.Split(" = ")[0].TrimStart('#') is var name && SettingTable.Find(name) is { Default.Count: > 0 } ? line[1..] : line);
        var reading = Read(Write(string.Join('\n', lines)), []);
        Assert.Empty(reading.Faults);
        Assert.Empty(reading.Values.DifferencesFrom(new SettingValues()));
        Assert.All(SettingTable.All, setting => Assert.Contains($"\n#{setting.Name} = ", SettingsDocument.Sample(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_the_documentation_is_the_table()
    {
        var path = Path.Combine(RepositoryFolder(), "docs", "configuration.md");
        if (string.Equals(Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, SettingsDocument.Page());
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == SettingsDocument.Page(),
            "docs/configuration.md is stale. Remedy: run UPDATE_SNAPSHOTS=1 dotnet test tests/MailStore.Server.Tests and commit the file.");
    }

    [Fact]
    public void Names_are_small_letters_and_hyphens_and_none_is_there_twice()
    {
        Assert.All(SettingTable.All, setting => Assert.True(setting.Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'), setting.Name));
        Assert.Equal(SettingTable.All.Count, SettingTable.All.Select(setting => setting.Variable).Distinct().Count());
        Assert.All(SettingTable.All, setting => Assert.All(setting.Default, text => Assert.Null(setting.FaultOf(text))));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MailStore.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run in the repository.");
        }

        return folder;
    }

    private static SettingsReading Read(string? file, Dictionary<string, string> variables, params (string Name, string Text)[] flags)
    {
        var source = new SettingSource();
        foreach (var (name, text) in flags)
        {
            var setting = SettingTable.Find(name)!;
            source.Add(setting, text, setting.Flag);
        }

        return new SettingsReader(source, variables, file).Read();
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():n}.toml");
        File.WriteAllText(path, text);
        return path;
    }
}
