namespace MailStore.Server.Config;

/// <summary>Reads settings from all places where they may stand. It can be asked again: then the file may have changed.</summary>
/// <param name="CommandLine">What the flags say.</param>
/// <param name="Variables">Those of the environment.</param>
/// <param name="File">Named by a flag; null if none was.</param>
internal sealed record SettingsReader(SettingSource CommandLine, IReadOnlyDictionary<string, string> Variables, string? File)
{
    /// <summary>The file that is read; null if there is none.</summary>
    public string? Path => File ?? Variables.GetValueOrDefault(VariableSource.ConfigFile) ?? (System.IO.File.Exists(FileSource.UsualName) ? FileSource.UsualName : null);

    public SettingsReading Read()
    {
        var sources = new List<SettingSource>();
        if (Path is { } path)
        {
            sources.Add(FileSource.Read(path));
        }

        sources.Add(VariableSource.Read(Variables));
        sources.Add(CommandLine);
        var values = new SettingValues(sources);
        return new(values, [.. sources.SelectMany(source => source.Faults), .. SettingChecks.Of(values)]);
    }
}
