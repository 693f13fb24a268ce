using System.Text;

namespace MailStore.Server.Config;

/// <summary>The table of settings as texts: a file to begin with, and a page of the documentation.</summary>
internal static class SettingsDocument
{
    private const int Columns = 120;

    /// <summary>A file with every setting, all of them still as comments: what it says without a change is what holds without it.</summary>
    public static string Sample()
    {
        var text = new StringBuilder("# Settings of MailStore, in TOML: 'name = value', and lists in [ ]. 'mailstore config check' looks at them, docs/configuration.md has more.\n");
        foreach (var section in SettingTable.All.GroupBy(setting => setting.Section))
        {
            text.Append("\n# --- ").Append(section.Key).Append(" ---\n");
            foreach (var setting in section)
            {
                text.Append('\n').AppendJoin('\n', Wrapped(setting.Meaning).Select(line => "# " + line)).Append('\n');
                text.Append('#').Append(setting.Name).Append(" = ").Append(Written(setting, setting.Default.Count > 0 ? setting.Default : [setting.Form.Sign])).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A value as it stands in the file.</summary>
    public static string Written(Setting setting, IReadOnlyList<string> values)
    {
        var written = values.Select(value => setting.Form.IsBare && setting.Form.IsGood(value) ? value : Quoted(value));
        return setting.IsList ? $"[{string.Join(", ", written)}]" : string.Join(", ", written);
    }

    public static string Page()
    {
        var text = new StringBuilder("""
            # Configuration

            Everything that can be set has one name, and is said in one of three places: as a flag of `mailstore serve`, as a variable of the environment, or
            in a file. Flags beat variables, variables beat the file, and the file beats the defaults; what is said in a stronger place counts alone, lists too.

            - The file is TOML, of which `name = value`, `"texts"`, `'texts'`, whole numbers, `true`, `false` and `[lists]` are used. `--config FILE` or
              `MAILSTORE_CONFIG` name it; otherwise `mailstore.toml` of the current folder is read if it is there.
            - A flag with a list is repeated. A variable with a list has its values between semicolons.
            - Passwords belong into the file or a variable: everybody on a machine sees the flags of its programs.

            `mailstore config init [FILE]` writes a file with every setting and its default, `mailstore config check` names everything that is wrong and where it
            stands, and `mailstore config show` prints what holds and where each value comes from, passwords never.

            A running server reads its settings again on SIGHUP and on `mailstore reload`: whoever connects then gets the new ones, and nobody who is connected
            notices. If anything is wrong with them, all stay as they were. Where the table says *restart*, only a restart changes it, and the answer says so.
            Certificates need neither: their files are looked at once a second. *Secret* values are never shown.

            This page is written from the table that the server reads (`src/MailStore.Server/Config`); a test compares them.

            """);
        foreach (var section in SettingTable.All.GroupBy(setting => setting.Section))
        {
            text.Append("\n## ").Append(section.Key).Append("\n\n| name, flag, variable | value | default | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var setting in section)
            {
                text.Append("| `").Append(setting.Name).Append("` `").Append(setting.Flag).Append("` `").Append(setting.Variable).Append("` | ");
                text.Append(Cell(setting.IsList ? $"list of {Code(setting.Form.Sign)}" : Code(setting.Form.Sign))).Append(" | ");
                text.Append(setting.Default.Count == 0 ? "" : Code(string.Join(' ', setting.Default))).Append(" | ").Append(Cell(setting.Meaning));
                text.Append(setting.IsReloadable ? "" : " *Restart.*").Append(setting.IsSecret ? " *Secret.*" : "").Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Code(string text) => $"`{text}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Quoted(string text) => text.Contains('"') || text.Contains('\\')
        ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : $"\"{text}\"";

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > Columns)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
