using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Server.Cli;
using MailStore.Server.Cli.Output;
using MailStore.Server.Stores;
using MailStore.Server.Tests.Cli;

namespace MailStore.Server.Tests.Transfer;

/// <summary>Commands in processes of their own that are killed on their way, and run again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Messages = 2500;
    private const string User = "anna@example.org";

    private readonly CommandLine _line = new();

    [Fact]
    public async Task Import_backup_and_restore_may_be_killed_and_run_again()
    {
        var source = Path.Combine(_line.Folder, "source");
        MakeMaildir(source);
        await _line.DoneAsync("user", "add", User, "--address", "a@example.org");
        await KilledAsync(_line.Data, "import", "maildir", User, source);
        var picture = await PictureAsync(_line.Data);
        var lines = picture.Split(Environment.NewLine).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim()).ToList();
        Assert.Equal(Messages + 1, lines.Count);
        Assert.All(Expected().Zip(lines), pair => Assert.StartsWith(pair.First + " ", pair.Second + " ", StringComparison.Ordinal));
        Assert.StartsWith("0 messages", await _line.DoneAsync("import", "maildir", User, source), StringComparison.Ordinal);

        var backup = Path.Combine(_line.Folder, "backup");
        await KilledAsync(_line.Data, "backup", backup, "--user", User);
        var other = Path.Combine(_line.Folder, "other");
        await KilledAsync(other, "restore", backup, "--user", User);
        Assert.Equal(picture, await PictureAsync(other));

        // The keys came along, and the addresses.
        Assert.Equal("anna@example.org a@example.org", await DoneAsync("user", "list", "--data", other));
        await DoneAsync("store", "verify", "--data", _line.Data);
        await DoneAsync("store", "verify", "--data", other);
    }

    public void Dispose() => _line.Dispose();

    private static IEnumerable<string> Expected() => Enumerable.Range(0, Messages).Select(number => $"{(3 * number) + 1} {Flags(number)} {DateTimeOffset.FromUnixTimeSeconds(1_500_000_000 + number):O}")
        .Prepend($"1600000000 {(3 * Messages) + 5} {Messages}");

    private static string Flags(int number) => number % 3 == 0 ? @"(\Seen" + (number % 2 == 0 ? " Junk)" : ")") : number % 2 == 0 ? "(Junk)" : "()";

    // UIDs with gaps, flags, keywords, dates.
    private static void MakeMaildir(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "cur"));
        var list = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"3 V1600000000 N{(3 * Messages) + 5}\n"));
        File.WriteAllText(Path.Combine(root, "dovecot-keywords"), "0 Junk\n");
        for (var number = 0; number < Messages; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{1_500_000_000 + number}.M{number}P1.host");
            var path = Path.Combine(root, "cur", $"{name}:2,{(number % 3 == 0 ? "S" : "")}{(number % 2 == 0 ? "a" : "")}");
            File.WriteAllText(path, $"Subject: {number}\nMessage-ID: <{number}@example.org>\n\n{new string('x', number % 3000)}\n");
            File.SetLastWriteTimeUtc(path, DateTimeOffset.FromUnixTimeSeconds(1_500_000_000 + number).UtcDateTime);
            list.Append(CultureInfo.InvariantCulture, $"{(3 * number) + 1} :{name}\n");
        }

        File.WriteAllText(Path.Combine(root, "dovecot-uidlist"), list.ToString());
    }

    private static async Task<string> DoneAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandRoot.RunAsync(arguments, new Terminal(Stream.Null, output, error, IsInteractive: false));
        Assert.True(code == ExitCode.Done, $"{string.Join(' ', arguments)}: {error}");
        return output.ToString().Trim();
    }

    private static async Task<string> PictureAsync(string data)
    {
        await using var folder = StoreFolder.OpenOrCreate(data, new EngineOptions());
        return await AccountPicture.DrawAsync((await folder.Store.OpenAccountAsync(AccountName.Create(User)))!);
    }

    /// <summary>Three times on its way, further each time; then it is let run.</summary>
    private static async Task KilledAsync(string data, params string[] arguments)
    {
        for (var round = 1; round <= 4; round++)
        {
            using var process = Start(data, arguments);
            var error = new StringBuilder();
            for (var lines = 0; await process.StandardError.ReadLineAsync() is { } line; lines++)
            {
                error.AppendLine(line);
                if (round < 4 && line.Contains(" % of ", StringComparison.Ordinal) && lines + 1 >= round)
                {
                    process.Kill();
                    break;
                }
            }

            await process.WaitForExitAsync();
            Assert.True(round < 4 || process.ExitCode == 0, $"{string.Join(' ', arguments)}: {error}");
        }
    }

    private static Process Start(string data, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), .. arguments, "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }
}
