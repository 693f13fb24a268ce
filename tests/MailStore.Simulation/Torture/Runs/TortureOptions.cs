namespace MailStore.Simulation.Torture.Runs;

/// <summary>How long, and which choices.</summary>
internal sealed record TortureOptions(string Folder)
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Kills under load; those of a recovery come on top.</summary>
    public int Kills { get; init; } = int.MaxValue;

    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>Acknowledged changes of one round, at most.</summary>
    public int ChangesMax { get; init; } = 300;

    /// <summary>Of those rounds whose recovery is killed too.</summary>
    public int RecoveryPercent { get; init; } = 25;

    /// <summary>Of those rounds whose server has much to do beside its clients, and a clock that somebody sets.</summary>
    public int RestlessPercent { get; init; } = 50;

    /// <summary>Of those rounds before which an operator's work is held against what clients see.</summary>
    public int AuditPercent { get; init; } = 10;

    /// <summary>Of those rounds that end by SIGTERM instead.</summary>
    public int StopPercent { get; init; } = 5;
}
