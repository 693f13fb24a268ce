namespace MailStore.Simulation.Torture.Wires;

/// <summary>The server closed the connection, or is no more. While it is being killed that is what is asked for.</summary>
internal sealed class ServerGoneException(string message, Exception? cause = null) : Exception(message, cause);
