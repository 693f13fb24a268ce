using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Volumes;

/// <summary>What a refusal says is for people: one sentence that names a place and ends.</summary>
internal static class Sentences
{
    private const int LengthMin = 30;
    private const int LengthMax = 500;

    public static void Check(string message)
    {
        if (message.Length is < LengthMin or > LengthMax || message.Contains('\n') || !message.EndsWith('.') || !message.Contains("sim:", StringComparison.Ordinal))
        {
            throw new LedgerException($"this refusal helps nobody: \"{message}\"");
        }
    }
}
