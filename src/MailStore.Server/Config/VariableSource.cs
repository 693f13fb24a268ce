namespace MailStore.Server.Config;

/// <summary>Settings from variables of the environment.</summary>
internal static class VariableSource
{
    /// <summary>Which file to read, if no flag says so.</summary>
    public const string ConfigFile = Setting.VariablePrefix + "CONFIG";

    /// <summary>Of our tests and benchmarks: where they run, a server may be started too.</summary>
    private static readonly string[] s_others = ["CACHE", "INTEROP", "FUZZ_ROUNDS", "FUZZ_SECONDS", "KILLS", "OPERATIONS", "SEED", "SEEDS", "SENTENCES"];

    public static SettingSource Read(IReadOnlyDictionary<string, string> variables)
    {
        var source = new SettingSource();
        foreach (var (name, text) in variables.Where(pair => IsOurs(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (SettingTable.All.FirstOrDefault(setting => setting.Variable == name) is not { } setting)
            {
                var written = name[Setting.VariablePrefix.Length..].ToLowerInvariant().Replace('_', '-');
                source.Faults.Add(new(name, $"There is no setting {written}.{SettingTable.Hint(written)}"));
                continue;
            }

            source.Declare(setting);
            foreach (var value in setting.IsList ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text])
            {
                source.Add(setting, value, name);
            }
        }

        return source;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith(Setting.VariablePrefix, StringComparison.Ordinal) && name != ConfigFile && !s_others.Contains(name[Setting.VariablePrefix.Length..]);
}
