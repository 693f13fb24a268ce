namespace MailStore.Load.Measuring;

/// <summary>What one round of one load gave at one server.</summary>
/// <param name="Class">What is on disk when the server says done; see <see cref="MailStore.Load.Targets.Target"/>.</param>
/// <param name="ServerSeconds">Processor time of the server's processes.</param>
/// <param name="ClientSeconds">Processor time of this program, the load itself.</param>
/// <param name="PeakMegabytes">The most that the server's processes were seen to hold of memory that is no file's.</param>
/// <param name="HeldMegabytes">What sessions that were opened and kept took, where that is asked; else 0.</param>
internal sealed record RoundResult(
    string Load,
    string Target,
    string Class,
    int Round,
    long Operations,
    double Seconds,
    double ServerSeconds,
    double ClientSeconds,
    double PeakMegabytes,
    double HeldMegabytes,
    double P50,
    double P90,
    double P99,
    double P999,
    double Max)
{
    public double Rate => Operations / Seconds;

    public double ServerMicroseconds => ServerSeconds * 1e6 / Operations;
}
