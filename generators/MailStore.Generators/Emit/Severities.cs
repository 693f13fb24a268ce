namespace MailStore.Generators.Emit;

/// <summary>Which faults of a grammar leave nothing to emit.</summary>
internal static class Severities
{
    public static bool IsError(string id) => id is not ("ABNF0006" or "ABNF0011" or "ABNF0017" or "ABNF0020");
}
