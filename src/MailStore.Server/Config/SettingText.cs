namespace MailStore.Server.Config;

/// <summary>A value as somebody wrote it.</summary>
/// <param name="Where">A file with a line, a variable or a flag; empty for a default.</param>
internal sealed record SettingText(string Text, string Where);
