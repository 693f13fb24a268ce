using System.Globalization;
using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Parse;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store dump</c>: a line a frame, or a record. With --json a line is an object.</summary>
internal sealed class Dump
{
    private const int ChangeShown = 48;
    private readonly StoreRun _run;
    private readonly DumpScope _scope;
    private bool _isDamaged;

    private Dump(StoreRun run, DumpScope scope)
    {
        _run = run;
        _scope = scope;
    }

    public static Task<ExitCode> RunAsync(StoreRun run, DumpScope scope) => Task.FromResult(new Dump(run, scope).Run());

    private ExitCode Run()
    {
        using var folders = VolumeFolders.Open(_run.Data);
        foreach (var (volume, storage) in folders.All.Index())
        {
            if (_scope.Volume is { } only && only != volume)
            {
                continue;
            }

            var inspection = VolumeInspection.Open(storage);
            if (_scope.IsRecords)
            {
                DumpRecords(volume, inspection);
            }
            else
            {
                inspection.Dump(_scope.Segment, _scope.WithBodies, frame => Write(volume, frame), finding =>
                {
                    _isDamaged = true;
                    Line(new { volume, finding.File, finding.From, finding.To, finding.What }, $"v{volume:00} {finding}");
                });
            }
        }

        return _isDamaged ? ExitCode.Refused : ExitCode.Done;
    }

    private void Write(int volume, DumpedFrame frame)
    {
        var text = $"v{volume:00} {frame.Address,-14} {frame.Type,-10} epoch {frame.Epoch} sequence {frame.Sequence}, {frame.Bytes} octets";
        if (!frame.Moved.IsNone)
        {
            text += $", body {frame.Moved}";
        }

        if (frame.Change.Length > 0)
        {
            text += $", change {Convert.ToHexStringLower(frame.Change.AsSpan(0, Math.Min(ChangeShown, frame.Change.Length)))}{(frame.Change.Length > ChangeShown ? "..." : "")}";
        }

        if (frame.BodyBytes > 0)
        {
            text += $", body of {frame.BodyBytes} octets";
        }

        if (frame.Body.Length > 0)
        {
            text += Environment.NewLine + CommandPrinter.Quoted(frame.Body);
        }

        Line(
            new
            {
                volume,
                Address = frame.Address.ToString(),
                Type = frame.Type.ToString(),
                frame.Epoch,
                frame.Sequence,
                frame.Bytes,
                Change = Convert.ToHexStringLower(frame.Change),
                frame.BodyBytes,
                Body = frame.Body.Length > 0 ? Convert.ToBase64String(frame.Body) : null,
                Moved = frame.Moved.IsNone ? null : frame.Moved.ToString(),
            },
            text);
    }

    private void DumpRecords(int volume, VolumeInspection inspection)
    {
        var name = inspection.DumpRecords((key, bytes) => Line(
            new { volume, Kind = Kind(key.Kind), key.Owner, key.Item, bytes },
            $"v{volume:00} {Kind(key.Kind)} owner {key.Owner.ToString("x14", CultureInfo.InvariantCulture)} item {key.Item.ToString("x16", CultureInfo.InvariantCulture)} {bytes} octets"));
        if (name is null)
        {
            _run.Terminal.Error.WriteLine($"mailstore: v{volume:00} has no export yet; 'mailstore store backup' and 'compact' take one.");
        }
    }

    private static string Kind(byte kind) => kind is > (byte)' ' and <= (byte)'~' ? ((char)kind).ToString() : kind.ToString("x2", CultureInfo.InvariantCulture);

    private void Line(object json, string text) => _run.WriteLine(json, text);
}
