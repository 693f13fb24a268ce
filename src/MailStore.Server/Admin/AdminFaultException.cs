namespace MailStore.Server.Admin;

/// <summary>What was asked of the running server cannot be done; the message says why, and what to do.</summary>
internal sealed class AdminFaultException(string message) : Exception(message);
