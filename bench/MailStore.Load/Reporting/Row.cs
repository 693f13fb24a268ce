using MailStore.Load.Driving;
using MailStore.Load.Measuring;

namespace MailStore.Load.Reporting;

/// <summary>One load at two servers: ours and another one, ratios round by round.</summary>
internal sealed class Row
{
    public Row(LoadTraits traits, List<RoundResult> ours, List<RoundResult> theirs)
    {
        (Traits, Ours, Theirs) = (traits, ours, theirs);
        var pairs = ours.Join(theirs, one => one.Round, other => other.Round, (one, other) => (One: one, Other: other)).ToList();
        Rate = Spread.Of(pairs.Select(pair => pair.One.Rate / pair.Other.Rate));

        // A tick of the clock is 10 ms: less than that cannot be told from nothing.
        Processor = Spread.Of(pairs.Select(pair => Math.Max(pair.One.ServerSeconds, 0.01) / pair.One.Operations / (Math.Max(pair.Other.ServerSeconds, 0.01) / pair.Other.Operations)));
    }

    public LoadTraits Traits { get; }

    public List<RoundResult> Ours { get; }

    public List<RoundResult> Theirs { get; }

    /// <summary>How many times theirs our rate is.</summary>
    public Spread Rate { get; }

    /// <summary>What part of theirs our processor time is.</summary>
    public Spread Processor { get; }

    public string Name => Theirs[0].Target;

    public bool IsMet => Traits.Demand.IsMet(Rate.Median, Processor.Median, Spread.Of(Ours.Select(one => one.P99)).Median, Spread.Of(Ours.Select(one => one.HeldMegabytes)).Median);
}
