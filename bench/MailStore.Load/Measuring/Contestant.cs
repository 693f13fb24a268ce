namespace MailStore.Load.Measuring;

/// <summary>Who took part.</summary>
internal sealed record Contestant(string Name, string Class, string Version);
