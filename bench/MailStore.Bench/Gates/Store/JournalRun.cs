namespace MailStore.Bench.Gates.Store;

/// <summary>What one contender did in one round.</summary>
internal readonly record struct JournalRun(double Seconds, int Appends, int RecordBytes, double AllocatedPerAppend, double AppendsPerWrite)
{
    public double PerSecond => Appends / Seconds;

    public double MegabytesPerSecond => PerSecond * RecordBytes / 1e6;
}
