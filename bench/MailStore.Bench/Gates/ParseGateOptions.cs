namespace MailStore.Bench.Gates;

/// <param name="LinesPerMix">4,096 for figures that mean something; a few for a test.</param>
/// <param name="JitQuiet">How long the JIT must have had nothing to do before the clock starts.</param>
/// <param name="WarmUpMax">When to give up waiting for that.</param>
/// <param name="MixBudget">Time for each of the three mixes that are judged.</param>
/// <param name="SideBudget">Time for each set that is only printed.</param>
internal sealed record ParseGateOptions(
    int LinesPerMix, int RoundsMin, TimeSpan JitQuiet, TimeSpan WarmUpMax, TimeSpan MixBudget, TimeSpan SideBudget)
{
    public static ParseGateOptions Full { get; } = new(
        Mixes.Mix.Lines,
        RoundsMin: 50,
        JitQuiet: TimeSpan.FromSeconds(1.5),
        WarmUpMax: TimeSpan.FromSeconds(10),
        MixBudget: TimeSpan.FromSeconds(4),
        SideBudget: TimeSpan.FromSeconds(0.7));

    public static ParseGateOptions Tiny { get; } = new(
        LinesPerMix: 64,
        RoundsMin: 2,
        JitQuiet: TimeSpan.Zero,
        WarmUpMax: TimeSpan.FromSeconds(10),
        MixBudget: TimeSpan.Zero,
        SideBudget: TimeSpan.Zero);
}
