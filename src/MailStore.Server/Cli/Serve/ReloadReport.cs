namespace MailStore.Server.Cli.Serve;

/// <summary>What came of reading the settings again.</summary>
/// <param name="Taken">Settings that hold a new value from now on.</param>
/// <param name="NeedRestart">Settings that have changed, and that a running server cannot change.</param>
/// <param name="Faults">If there are any, nothing has changed.</param>
internal sealed record ReloadReport(IReadOnlyList<string> Taken, IReadOnlyList<string> NeedRestart, IReadOnlyList<string> Faults)
{
    public override string ToString()
    {
        if (Faults.Count > 0)
        {
            return $"The settings stay as they were: {string.Join(" ", Faults)}";
        }

        var taken = Taken.Count > 0 ? $"Read again; new: {string.Join(", ", Taken)}." : "Read again; no setting is new, and certificates were looked at.";
        return NeedRestart.Count > 0 ? $"{taken} Only a restart changes {string.Join(", ", NeedRestart)}." : taken;
    }
}
