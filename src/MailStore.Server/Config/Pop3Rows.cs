using System.Globalization;
using MailStore.Pop3.Session;

namespace MailStore.Server.Config;

/// <summary>How POP3 clients are met.</summary>
internal static class Pop3Rows
{
    private const string Section = "POP3";

    private static readonly Pop3Limits s_defaults = new();

    public static Setting LoginDelay { get; } = new("pop3-login-delay", Section, ValueForm.Number(0, 86_400), "Seconds that must lie between two log-ins of one user; 0 is no delay.")
    {
        Default = [((long)s_defaults.LoginDelay.TotalSeconds).ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static Setting MarksSeen { get; } = Switch("pop3-marks-seen", s_defaults.MarksSeen, "What was fetched by POP3 is shown as read in IMAP.");

    public static Setting ReplacesNul { get; } = Switch("pop3-replaces-nul", s_defaults.ReplacesNul, "NUL in a message is sent as the octet 128, for versions of Outlook that take it for the end.");

    public static IReadOnlyList<Setting> All { get; } = [LoginDelay, MarksSeen, ReplacesNul];

    public static Pop3Limits LimitsOf(SettingValues values) => new()
    {
        LoginDelay = TimeSpan.FromSeconds(values.Number(LoginDelay)),
        MarksSeen = values.IsOn(MarksSeen),
        ReplacesNul = values.IsOn(ReplacesNul),
    };

    private static Setting Switch(string name, bool isOn, string meaning) => new(name, Section, ValueForm.Switch, meaning) { Default = [isOn ? ValueForm.On : ValueForm.Off], IsReloadable = true };
}
