namespace MailStore.Server.Config;

/// <param name="IsBare">Without quotes: a number, true or false.</param>
internal sealed record TomlValue(string Text, int Line, bool IsBare);
