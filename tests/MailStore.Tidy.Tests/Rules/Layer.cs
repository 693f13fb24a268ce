namespace MailStore.Tidy.Tests.Rules;

/// <summary>A row of the layer table: what is absent is forbidden.</summary>
/// <param name="Folder">Top folder that holds the project.</param>
/// <param name="Projects">Which projects it may reference.</param>
/// <param name="Packages">Which packages it may reference.</param>
/// <param name="Generated">True if the generator may run in it, as an analyzer.</param>
internal sealed record Layer(string Folder, string[] Projects, string[] Packages, bool Generated = false);
