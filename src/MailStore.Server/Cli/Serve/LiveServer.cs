using MailStore.Engine.Volumes;
using MailStore.Imap.Session;
using MailStore.Pop3.Session;
using MailStore.Server.Config;
using MailStore.Server.Hosting;
using MailStore.Server.Stores;
using MailStore.Server.Tls;
using MailStore.Server.Watching;
using MailStore.Server.Watching.Metrics;

namespace MailStore.Server.Cli.Serve;

/// <summary>
/// A server that runs: what holds now, and how it comes to hold something else. Whoever is connected goes on with what held when they
/// came; the next one gets the new.
/// </summary>
internal sealed class LiveServer : IDisposable
{
    private readonly StoreFolder _folder;
    private readonly Watchtower _tower;
    private readonly LineLog _log;
    private readonly SettingsReader _reader;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly MetricReader _metrics;
    private readonly Doorkeeper _door;
    private readonly ServerSettings _started;
    private readonly SessionSeats _seats = new();
    private readonly Maildrops _drops = new();
    private SettingValues _values;
    private volatile FrontEnds _ends = null!;

    public LiveServer(StoreFolder folder, Watchtower tower, LineLog log, SettingsReader reader, SettingValues values)
    {
        (_folder, _tower, _log, _reader, _values) = (folder, tower, log, reader, values);
        _metrics = new(tower.Meters.Meter);
        _started = ServerSettings.Of(values);
        _door = new(_started.Limits);
        Pages = new(_metrics, () => folder.Fault?.Message);
    }

    public HttpPages Pages { get; }

    public MetricReader Metrics => _metrics;

    public Watchtower Tower => _tower;

    public StoreFolder Folder => _folder;

    public async Task<MailHost> ListenAsync(CancellationToken cancel)
    {
        await ApplyAsync(_started);
        var host = await MailHost.StartAsync(
            new([.. _started.Places.Select(place => new Listener(place.Kind, place.Place, (connection, stopping) => _ends.ServeAsync(place.Kind, connection, stopping)))], _door, _tower)
            {
                Http = _started.Http,
                AnswerHttpAsync = Pages.AnswerAsync,
                DrainTime = _started.DrainTime,
            },
            _log,
            cancel);
        Pages.IsReady = true;
        return host;
    }

    /// <summary>Reads the settings again. If anything is wrong with them, everything stays as it is.</summary>
    public async Task<ReloadReport> ReloadAsync()
    {
        await _changing.WaitAsync();
        try
        {
            var report = await TakeAsync(_reader.Read());
            _tower.Log.Report(report.ToString());
            return report;
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _changing.Dispose();
    }

    private async Task<ReloadReport> TakeAsync(SettingsReading reading)
    {
        if (reading.Faults.Count > 0)
        {
            return new([], [], [.. reading.Faults.Select(fault => fault.ToString())]);
        }

        var changed = reading.Values.DifferencesFrom(_values).ToList();
        try
        {
            await ApplyAsync(ServerSettings.Of(reading.Values));
        }
        catch (Exception fault) when (fault is StoreFaultException or IOException)
        {
            return new([], [], [fault.Message]);
        }

        _values = reading.Values.KeepingFrom(_values, setting => !setting.IsReloadable);
        return new(
            [.. changed.Where(setting => setting.IsReloadable).Select(setting => setting.Name)],
            [.. changed.Where(setting => !setting.IsReloadable).Select(setting => setting.Name)],
            []);
    }

    /// <summary>What may fail comes first; then all of it changes.</summary>
    private async Task ApplyAsync(ServerSettings settings)
    {
        var directory = await Directory.BuildAsync(_folder.Store, settings, _tower.Clock, _tower.Log.Report);
        var certificates = CertificatesOf(settings.Tls);
        _ends = new(_folder.Store, directory.Sasl, directory.Addresses, settings, _seats, _drops, _folder.Extraction, _tower.Clock);
        _door.Certificates = certificates;
        _door.Proxies = new(settings.Proxies);

        // Whoever did not ask for so many is not told at each start that there are fewer.
        _door.Limits = DescriptorLimit.Apply(settings.Limits, DescriptorLimit.Read(), settings.Limits.AllMax == ConnectionLimits.DefaultAllMax ? _ => { } : _tower.Log.Report);
        (_log.Level, _log.IsJson) = (settings.Watch.LogLevel, settings.Watch.IsJson);
    }

    private CertificateSet CertificatesOf(TlsSettings files)
    {
        IEnumerable<(string Certificate, string Key)> pairs = files.Certificates.Count > 0
            ? files.Certificates.Zip(files.Keys)
            : [SelfMadeCertificate.Ensure(Path.Combine(_folder.Path, "tls"), _tower.Clock)];
        List<CertificateFile> opened = [.. pairs.Select(pair => CertificateFile.Open(pair.Certificate, pair.Key, _tower.Clock, _tower.Log.Report))];
        opened.ForEach(file => file.RequireCurrent());
        return new(opened)
        {
            Authorities = files.ClientAuthorities is { } path ? ClientAuthorities.Read(path) : null,
        };
    }
}
