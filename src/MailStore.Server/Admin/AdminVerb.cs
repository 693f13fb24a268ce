namespace MailStore.Server.Admin;

/// <summary>Something that can be asked of a running server through its admin socket.</summary>
internal sealed record AdminVerb(string Name, Func<AdminCall, Task> RunAsync);
