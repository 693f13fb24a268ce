using System.Globalization;

namespace MailStore.Simulation.Torture.Runs;

/// <summary>What rounds spend their time on.</summary>
internal sealed class RoundTimes
{
    private int _rounds;
    private TimeSpan _start;
    private TimeSpan _compare;
    private TimeSpan _audit;
    private TimeSpan _load;

    public void Add(TimeSpan start, TimeSpan compare, TimeSpan audit, TimeSpan load)
    {
        _rounds++;
        (_start, _compare, _audit, _load) = (_start + start, _compare + compare, _audit + audit, _load + load);
    }

    public override string ToString()
    {
        var rounds = Math.Max(1, _rounds);
        return string.Create(CultureInfo.InvariantCulture, $"{_start.TotalSeconds / rounds:F1} s to start, {_compare.TotalSeconds / rounds:F1} s to compare, {_audit.TotalSeconds / rounds:F1} s to audit, {_load.TotalSeconds / rounds:F1} s of load");
    }
}
