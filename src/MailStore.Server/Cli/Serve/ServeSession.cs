using System.Runtime.InteropServices;
using MailStore.Engine.Messages;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Recovery;
using MailStore.Log.Volumes;
using MailStore.Mime.Extraction;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Offer;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Settings;
using MailStore.Server.Cli.Work;
using MailStore.Server.Config;
using MailStore.Server.Stores;
using MailStore.Server.Watching;
using MailStore.Server.Watching.Export;
using MailStore.Wire.Threading;

namespace MailStore.Server.Cli.Serve;

/// <summary>One run of the server, from the settings to the last word.</summary>
internal sealed class ServeSession(Terminal terminal, SettingsReader reader)
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sizes of volumes, and how often their upkeep looks what is due.</summary>
    public VolumeOptions Volumes { get; init; } = new();

    public async Task<ExitCode> RunAsync(CancellationToken cancel)
    {
        var reading = reader.Read();
        if (reading.Faults.Count > 0)
        {
            return SettingReport.Write(terminal.Error, reading.Faults);
        }

        try
        {
            await ServeAsync(reading.Values, cancel);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Whoever starts services may stop one that has not begun to listen yet.
            terminal.Output.WriteLine("Stopped before it served.");
            return ExitCode.Done;
        }
        catch (Exception fault) when (fault is StoreFaultException or StorageFaultException or VolumeFaultException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"mailstore: {fault.Message}");
            return ExitCode.Refused;
        }
    }

    private async Task ServeAsync(SettingValues values, CancellationToken cancel)
    {
        var settings = ServerSettings.Of(values) with { IsTrial = reader.Path is null };
        using var log = new LineLog(terminal.Error, Clock) { Level = settings.Watch.LogLevel, IsJson = settings.Watch.IsJson };
        using var memory = new MemoryGuard();
        using var rest = new MemoryRest(Clock);
        using var tower = new Watchtower(new EventLog(log), Clock);
        using var extraction = new TextExtraction(settings.Extractors, settings.ExtractionLimits, Clock) { Watch = new ExtractionReports(tower) };
        var engine = new EngineOptions { Analyst = new MimeAnalyst(), Report = tower.Log.Report, Time = Clock, Extraction = extraction, Volume = Volumes with { CommitWatch = tower.Meters.Store } };
        await using var folder = StoreFolder.OpenOrCreate(settings.Data, engine, settings.Search);
        tower.Meters.Store.Watch(folder);
        using var export = settings.Watch.Otlp is { } collector ? new OtlpExport(collector) : null;
        using var server = new LiveServer(folder, tower, log, reader, values);
        var guest = await Guest.FindAsync(folder, settings, tower.Clock);
        await using var host = await server.ListenAsync(cancel);
        await using var admin = AdminSocket.Open(folder.Path, [.. new AdminVerbs(server).All, RunVerb.For(folder, user => tower.Sessions.End(user.Text), OpenStoreCommands.Build)], tower.Log.Report);
        new Greeting(terminal.Output, host.Places, host.Http).Write(folder, guest);
        using var hangUp = OnHangUp(server);
        await UntilAsync(cancel);
        terminal.Output.WriteLine("Stopping: commands that run are finished, then the store is closed.");
        server.Pages.IsReady = false;
        await host.StopAsync();
        if (SocketThread.IsHere)
        {
            // What is closed from here on waits, as for the last figures to be sent.
            await Task.Yield();
        }
    }

    /// <summary>As daemons have always understood it: read the settings again.</summary>
    private static PosixSignalRegistration? OnHangUp(LiveServer server) => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = server.ReloadAsync();
        });

    private static async Task UntilAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(stopped.SetResult);
        await stopped.Task;
    }
}
