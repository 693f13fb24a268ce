namespace MailStore.Server.Config;

/// <summary><c>key = value</c> of a file.</summary>
/// <param name="IsList">It stood in brackets.</param>
internal sealed record TomlEntry(string Key, int Line, IReadOnlyList<TomlValue> Values, bool IsList);
