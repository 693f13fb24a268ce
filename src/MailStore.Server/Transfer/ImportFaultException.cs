namespace MailStore.Server.Transfer;

/// <summary>An import cannot go on; the message says why, and what to do. What was brought over so far stays.</summary>
internal sealed class ImportFaultException(string message) : IOException(message);
