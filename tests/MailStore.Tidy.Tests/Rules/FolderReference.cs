namespace MailStore.Tidy.Tests.Rules;

/// <summary>A file in one folder of a project needs another folder of it. The empty name is the project's own folder.</summary>
internal sealed record FolderReference(string Path, int Line, string Source, string Target);
