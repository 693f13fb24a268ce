using System.Diagnostics.Metrics;
using MailStore.Log.Commit;
using MailStore.Server.Stores;

namespace MailStore.Server.Watching;

/// <summary>What is counted and timed of the store.</summary>
internal sealed class StoreMeters : ICommitWatch
{
    /// <summary>The default of how many requests a batch may have is 512.</summary>
    private static readonly long[] s_requests = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _requests;
    private readonly Counter<long> _bytes;

    public StoreMeters(Meter meter)
    {
        _meter = meter;
        _duration = ServerMeters.Seconds(meter, "mailstore.commit.duration", "Commits, and how long the disk took.");
        _requests = meter.CreateHistogram("mailstore.commit.requests", "{request}", "Changes that became durable in one commit.", tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = s_requests });
        _bytes = meter.CreateCounter<long>("mailstore.committed", "By", "What changes brought along, mail and all.");
    }

    public void Committed(int requests, long bytes, TimeSpan took)
    {
        _duration.Record(took.TotalSeconds);
        _requests.Record(requests);
        _bytes.Add(bytes);
    }

    /// <summary>What is looked at when somebody asks.</summary>
    public void Watch(StoreFolder folder)
    {
        _meter.CreateObservableGauge("mailstore.store.size", () => folder.FileBytes, "By", "What the files of the store take.");
        _meter.CreateObservableGauge("mailstore.store.free", () => folder.FreeBytes, "By", "What its disk has left.");
        _meter.CreateObservableGauge("mailstore.store.queue", () => folder.QueuedRequests, "{request}", "Changes that wait for a commit.");
    }
}
