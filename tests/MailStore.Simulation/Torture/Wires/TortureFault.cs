namespace MailStore.Simulation.Torture.Wires;

/// <summary>The server is wrong: it lost, doubled or brought back something, or said what may not be said.</summary>
internal sealed class TortureFault(string message, Exception? cause = null) : Exception(message, cause);
