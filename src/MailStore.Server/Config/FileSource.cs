namespace MailStore.Server.Config;

/// <summary>Settings from a file.</summary>
internal static class FileSource
{
    /// <summary>Looked for in the current folder if no file is named.</summary>
    public const string UsualName = "mailstore.toml";

    private const int LettersMax = 1024 * 1024;

    /// <param name="path">As it was named: it is said where something is wrong.</param>
    public static SettingSource Read(string path)
    {
        var source = new SettingSource();
        string text;
        try
        {
            text = ReadText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            source.Faults.Add(new(path, $"The file cannot be read: {fault.Message}{(File.Exists(path) || Directory.Exists(path) ? "" : $" 'mailstore config init {path}' writes a new one.")}"));
            return source;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in TomlReader.Read(text, (line, sentence) => source.Faults.Add(new(Where(path, line), sentence))))
        {
            var where = Where(path, entry.Line);
            if (SettingTable.Find(entry.Key) is not { } setting)
            {
                source.Faults.Add(new(where, $"There is no setting {entry.Key}.{SettingTable.Hint(entry.Key)}"));
            }
            else if (!lines.TryAdd(entry.Key, entry.Line))
            {
                source.Faults.Add(new(where, $"{entry.Key} is set a second time; the first time is in line {lines[entry.Key]}."));
            }
            else if (entry.IsList && !setting.IsList)
            {
                source.Faults.Add(new(where, $"{entry.Key} has one value, and no list in brackets."));
            }
            else
            {
                Take(source, setting, entry, path);
            }
        }

        return source;
    }

    // No more than a settings file can have: what has no end, as /dev/zero, is no settings file.
    private static string ReadText(string path)
    {
        using var reader = new StreamReader(path);
        var letters = new char[LettersMax + 1];
        var count = reader.ReadBlock(letters);
        return count <= LettersMax ? new(letters, 0, count) : throw new IOException($"It is longer than {LettersMax} letters.");
    }

    private static void Take(SettingSource source, Setting setting, TomlEntry entry, string path)
    {
        source.Declare(setting);
        foreach (var value in entry.Values)
        {
            var where = Where(path, value.Line);
            if (value.IsBare != setting.Form.IsBare)
            {
                source.Faults.Add(new(where, setting.Form.IsBare ? $"{setting.Name} stands without quotes: {setting.Form.Sign}." : $"{setting.Name} stands in quotes."));
            }
            else
            {
                source.Add(setting, value.Text, where);
            }
        }
    }

    private static string Where(string path, int line) => $"{path}:{line}";
}
