using System.Diagnostics.Metrics;

namespace MailStore.Server.Watching.Metrics;

/// <summary>Listens to our instruments, and to those of the runtime, and keeps what they say.</summary>
internal sealed class MetricReader : IDisposable
{
    /// <summary>.NET's own.</summary>
    public const string Runtime = "System.Runtime";

    private readonly MeterListener _listener = new();
    private readonly List<MetricFamily> _families = [];
    private readonly Lock _gate = new();

    /// <param name="meter">Of this server: another one in the same process has its own.</param>
    public MetricReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) || instrument.Meter.Name == Runtime)
            {
                var family = new MetricFamily(instrument);
                lock (_gate)
                {
                    _families.Add(family);
                }

                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>As of now, by name.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        lock (_gate)
        {
            _families.ForEach(family => family.Clear());
            _listener.RecordObservableInstruments();
            return [.. _families.OrderBy(family => family.Instrument.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();
}
