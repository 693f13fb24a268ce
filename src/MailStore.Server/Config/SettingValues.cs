using System.Globalization;
using System.Net;

namespace MailStore.Server.Config;

/// <summary>What holds of everything that can be set. The command line beats variables, variables beat the file, and the file beats defaults: a whole setting each time, lists too.</summary>
internal sealed class SettingValues
{
    private readonly Dictionary<Setting, IReadOnlyList<SettingText>> _values = [];

    /// <param name="sources">The weakest first.</param>
    public SettingValues(params IEnumerable<SettingSource> sources)
    {
        foreach (var setting in SettingTable.All)
        {
            _values[setting] = [.. setting.Default.Select(text => new SettingText(text, ""))];
        }

        foreach (var (setting, texts) in sources.SelectMany(source => source.Values))
        {
            _values[setting] = texts;
        }
    }

    public IReadOnlyList<SettingText> Of(Setting setting) => _values[setting];

    public IReadOnlyList<string> Texts(Setting setting) => [.. Of(setting).Select(value => value.Text)];

    public string? Text(Setting setting) => Of(setting) is [var value, ..] ? value.Text : null;

    public bool IsOn(Setting setting) => Text(setting) == ValueForm.On;

    public long Number(Setting setting) => long.Parse(Text(setting)!, NumberStyles.None, CultureInfo.InvariantCulture);

    public IReadOnlyList<IPEndPoint> Places(Setting setting) => [.. Texts(setting).Select(IPEndPoint.Parse)];

    public IReadOnlyList<IPNetwork> Networks(Setting setting) => [.. Texts(setting).Select(IPNetwork.Parse)];

    /// <summary>These, but some of them as they are in others.</summary>
    public SettingValues KeepingFrom(SettingValues other, Func<Setting, bool> isKept)
    {
        var kept = new SettingValues();
        foreach (var setting in SettingTable.All)
        {
            kept._values[setting] = (isKept(setting) ? other : this)._values[setting];
        }

        return kept;
    }

    /// <summary>The settings that differ, as after the file was read again.</summary>
    public IEnumerable<Setting> DifferencesFrom(SettingValues other) => SettingTable.All.Where(setting => !Texts(setting).SequenceEqual(other.Texts(setting)));
}
