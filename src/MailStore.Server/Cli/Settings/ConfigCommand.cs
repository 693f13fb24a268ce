using System.CommandLine;
using System.Text.Json;
using MailStore.Server.Cli.Output;
using MailStore.Server.Config;

namespace MailStore.Server.Cli.Settings;

/// <summary><c>mailstore config</c>: what an operator asks about settings before the server does.</summary>
internal static class ConfigCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Build(Terminal terminal) => new("config", "Writes, checks and shows settings.") { Init(terminal), Check(terminal), Show(terminal) };

    private static Command Init(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "Where to.", DefaultValueFactory = _ => FileSource.UsualName };
        var init = new Command("init", "Writes a file with every setting, its meaning and its default. Does not touch a file that is there.") { file };
        init.SetAction(parsed => (int)Write(terminal, parsed.GetRequiredValue(file)));
        return init;
    }

    private static Command Check(Terminal terminal)
    {
        var flags = new SettingFlags();
        var check = new Command("check", "Reads the settings as 'serve' would, and the files that they name, and says everything that is wrong. Opens no store and no port.");
        flags.AddTo(check);
        check.SetAction(parsed => (int)Judge(terminal, flags.Reader(parsed, terminal)));
        return check;
    }

    private static Command Show(Terminal terminal)
    {
        var flags = new SettingFlags();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var show = new Command("show", "Prints what holds, and where each value comes from. Passwords are not shown.") { json };
        flags.AddTo(show);
        show.SetAction(parsed =>
        {
            var reading = flags.Reader(parsed, terminal).Read();
            if (reading.Faults.Count > 0)
            {
                return (int)SettingReport.Write(terminal.Error, reading.Faults);
            }

            terminal.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(SettingTable.All.Select(setting => Row(setting, reading.Values)), s_json) : Lines(reading.Values));
            return (int)ExitCode.Done;
        });
        return show;
    }

    private static ExitCode Write(Terminal terminal, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file);
            writer.Write(SettingsDocument.Sample());
        }
        catch (IOException) when (File.Exists(path))
        {
            terminal.Error.WriteLine($"mailstore: {path} is there already, and stays as it is. Name another file, or move that one away.");
            return ExitCode.Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"mailstore: {path} cannot be written: {fault.Message}");
            return ExitCode.Refused;
        }

        terminal.Output.WriteLine($"{path} has every setting as a comment. 'mailstore serve --config {path}' reads it.");
        return ExitCode.Done;
    }

    private static ExitCode Judge(Terminal terminal, SettingsReader reader)
    {
        var reading = reader.Read();
        var faults = reading.Faults.Concat(reading.Faults.Count > 0 ? [] : TlsFiles.FaultsOf(reading.Values, TimeProvider.System)).ToList();
        if (faults.Count > 0)
        {
            return SettingReport.Write(terminal.Error, faults);
        }

        var set = SettingTable.All.Count(setting => reading.Values.Of(setting) is [{ Where.Length: > 0 }, ..]);
        terminal.Output.WriteLine($"Nothing is wrong: {set} of {SettingTable.All.Count} settings are set{(reader.Path is { } path ? $", and {path} was read" : "; no file was read")}.");
        return ExitCode.Done;
    }

    private static string Lines(SettingValues values) => string.Join(
        Environment.NewLine,
        SettingTable.All.Select(setting => (Line: $"{setting.Name} = {SettingsDocument.Written(setting, Shown(setting, values))}", Where: Where(setting, values)))
            .Select(row => row.Line.EndsWith("= ", StringComparison.Ordinal) ? $"#{row.Line}".TrimEnd() : row.Where.Length > 0 ? $"{row.Line}  # {row.Where}" : row.Line));

    private static object Row(Setting setting, SettingValues values) => new { setting.Name, Values = Shown(setting, values), Where = Where(setting, values) };

    private static IReadOnlyList<string> Shown(Setting setting, SettingValues values) => setting.IsSecret ? [.. values.Texts(setting).Select(_ => "(set)")] : values.Texts(setting);

    private static string Where(Setting setting, SettingValues values) => string.Join(", ", values.Of(setting).Select(value => value.Where).Where(where => where.Length > 0).Distinct());
}
