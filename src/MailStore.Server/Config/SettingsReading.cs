namespace MailStore.Server.Config;

/// <param name="Values">Of what is right.</param>
/// <param name="Faults">Everything that is wrong: a server does not start with any.</param>
internal sealed record SettingsReading(SettingValues Values, IReadOnlyList<SettingFault> Faults);
