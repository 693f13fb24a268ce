namespace MailStore.Server.Config;

/// <summary>What one place says: the file, the variables, or the command line.</summary>
internal sealed class SettingSource
{
    private readonly Dictionary<Setting, List<SettingText>> _values = [];

    public IReadOnlyDictionary<Setting, List<SettingText>> Values => _values;

    public List<SettingFault> Faults { get; } = [];

    /// <summary>Only what is right is taken; what is wrong is a fault.</summary>
    public void Add(Setting setting, string text, string where)
    {
        if (setting.FaultOf(text) is { } fault)
        {
            Faults.Add(new(where, fault));
        }
        else if (!setting.IsList && _values.TryGetValue(setting, out var there) && there.Count > 0)
        {
            Faults.Add(new(where, $"{setting.Name} is said twice: {there[0].Where} and {where}."));
        }
        else
        {
            // An empty list is a word too: it takes back what a weaker place said.
            Declare(setting).Add(new(text, where));
        }
    }

    /// <summary>It was spoken of, if only to say that it has no values.</summary>
    public List<SettingText> Declare(Setting setting)
    {
        if (!_values.TryGetValue(setting, out var texts))
        {
            _values[setting] = texts = [];
        }

        return texts;
    }
}
