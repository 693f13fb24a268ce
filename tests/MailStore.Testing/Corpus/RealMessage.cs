namespace MailStore.Testing.Corpus;

/// <param name="Name">Of its file.</param>
public sealed record RealMessage(string Name, byte[] Octets);
