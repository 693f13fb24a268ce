namespace MailStore.Simulation.Volumes;

/// <summary>What a run met, to show that runs meet something at all.</summary>
internal sealed class RunCounts
{
    public long Runs { get; set; }

    public long Recoveries { get; set; }

    public long Acknowledged { get; set; }

    public long Faults { get; set; }

    public long Cuts { get; set; }

    public long Refusals { get; set; }

    public long LostTails { get; set; }

    public long RemovedSegments { get; set; }

    /// <summary>Enough runs to have met each kind of thing; the replay of one seed is not.</summary>
    public bool AreMany => Runs >= 1000;

    public void Add(RunCounts other)
    {
        Runs += other.Runs;
        Recoveries += other.Recoveries;
        Acknowledged += other.Acknowledged;
        Faults += other.Faults;
        Cuts += other.Cuts;
        Refusals += other.Refusals;
        LostTails += other.LostTails;
        RemovedSegments += other.RemovedSegments;
    }
}
