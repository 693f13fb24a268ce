using System.CommandLine;
using MailStore.Server.Cli.Output;
using MailStore.Server.Config;

namespace MailStore.Server.Cli.Settings;

/// <summary>A flag for each setting, and one for the file.</summary>
internal sealed class SettingFlags
{
    private readonly Option<string?> _file = new("--config")
    {
        Description = $"File with settings, in TOML; also {VariableSource.ConfigFile}. Without it, {FileSource.UsualName} in the current folder if there is one. Flags beat variables ({StoreRows.Data.Variable} and so on), and those beat the file.",
        HelpName = "FILE",
    };

    private readonly List<(Setting Setting, Option<string[]> Option)> _flags = [.. SettingTable.All.Select(setting => (setting, FlagOf(setting)))];

    public void AddTo(Command command)
    {
        command.Add(_file);
        _flags.ForEach(flag => command.Add(flag.Option));
    }

    public SettingsReader Reader(ParseResult result, Terminal terminal)
    {
        var source = new SettingSource();
        foreach (var (setting, option) in _flags)
        {
            if (result.GetResult(option) is not { Implicit: false } given)
            {
                continue;
            }

            foreach (var text in setting.Form.IsSwitch && given.Tokens.Count == 0 ? [ValueForm.On] : given.Tokens.Select(token => token.Value))
            {
                source.Add(setting, text, setting.Flag);
            }
        }

        return new(source, terminal.Variables, result.GetValue(_file));
    }

    private static Option<string[]> FlagOf(Setting setting) => new(setting.Flag)
    {
        Description = setting.Meaning + (setting.IsList ? " May be given more than once." : ""),
        HelpName = setting.Form.Sign,
        Arity = setting.Form.IsSwitch ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
