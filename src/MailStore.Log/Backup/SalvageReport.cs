namespace MailStore.Log.Backup;

/// <summary>What a salvage found, and what it did not.</summary>
public sealed class SalvageReport
{
    private const int LossesKept = 10_000;
    private readonly List<SalvageLoss> _losses = [];

    /// <summary>In the order of the log; beyond ten thousand they are only counted.</summary>
    public IReadOnlyList<SalvageLoss> Losses => _losses;

    public long LossCount { get; private set; }

    /// <summary>Frames that proved themselves.</summary>
    public long Frames { get; internal set; }

    /// <summary>Octets read.</summary>
    public long Octets { get; internal set; }

    public int Segments { get; internal set; }

    /// <summary>Changes that were done again: those behind the export, or all.</summary>
    public long Changes { get; internal set; }

    /// <summary>The export that was begun with; null if none proved itself.</summary>
    public string? Export { get; internal set; }

    internal void Add(SalvageLoss loss)
    {
        LossCount++;
        if (_losses.Count < LossesKept)
        {
            _losses.Add(loss);
        }
    }
}
