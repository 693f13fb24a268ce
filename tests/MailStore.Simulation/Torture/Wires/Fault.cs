namespace MailStore.Simulation.Torture.Wires;

/// <summary>What must hold, and what is said if it does not.</summary>
internal static class Fault
{
    public static void Unless(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new TortureFault(otherwise);
        }
    }
}
