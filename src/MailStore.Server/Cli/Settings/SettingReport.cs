using MailStore.Server.Cli.Output;
using MailStore.Server.Config;

namespace MailStore.Server.Cli.Settings;

/// <summary>What is wrong with settings, for a person.</summary>
internal static class SettingReport
{
    /// <returns>The command line was not understood, if all of it stands there.</returns>
    public static ExitCode Write(TextWriter error, IReadOnlyList<SettingFault> faults)
    {
        foreach (var fault in faults)
        {
            error.WriteLine($"mailstore: {fault}");
        }

        if (faults.Count > 1)
        {
            error.WriteLine($"mailstore: {faults.Count} things are wrong with the settings. 'mailstore config check' looks at them again.");
        }

        return faults.All(fault => fault.IsOfCommandLine) ? ExitCode.NotUnderstood : ExitCode.Refused;
    }
}
