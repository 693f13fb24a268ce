namespace MailStore.Simulation.Sessions;

/// <summary>A response that no client may be told, or one that is missing.</summary>
internal sealed class SessionFault(string message) : Exception(message);
