using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;
using MailStore.Engine;
using MailStore.Engine.Search.Catalog;
using MailStore.Log.Devices;
using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary><c>store verify</c>: first the files, as they lie; then the store on them, down to each octet of each message.</summary>
internal sealed class Verify
{
    private const int FindingsShown = 100;
    private readonly StoreRun _run;
    private readonly List<string> _findings = [];

    // What a kill leaves.
    private readonly List<string> _notes = [];

    // No mail is lost with them.
    private readonly List<string> _searchFindings = [];
    private readonly byte[] _octets = new byte[256 * 1024];
    private long _frameBytes;
    private int _segments;
    private int _accounts;
    private int _mailboxes;
    private long _messages;
    private long _messageBytes;

    private Verify(StoreRun run) => _run = run;

    public static async Task<ExitCode> RunAsync(StoreRun run) => await new Verify(run).RunAsync();

    private async Task<ExitCode> RunAsync()
    {
        using var folders = VolumeFolders.Open(_run.Data);
        foreach (var (volume, storage) in folders.All.Index())
        {
            var report = _run.Long($"verify v{volume:00}", VolumeInspection.Open(storage).Verify);
            _frameBytes += report.Bytes;
            _segments += report.Segments;
            _notes.AddRange(report.Notes.Select(note => $"v{volume:00}/{note}"));
            _findings.AddRange(report.Findings.Select(finding => $"v{volume:00}/{finding}"));
        }

        for (var volume = 0; volume < folders.All.Count; volume++)
        {
            using var search = folders.OpenSearch(volume);
            _searchFindings.AddRange(search is null ? [] : SearchInspection.Verify(search, _run.Cancel).Select(fault => $"search/v{volume:00}/{fault}"));
        }

        await using (var store = folders.OpenEngine())
        {
            await foreach (var name in store.ListAccountsAsync(_run.Cancel))
            {
                await ReadAsync(store, name);
            }
        }

        Report(folders.Path);
        return _findings.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task ReadAsync(MailEngine store, AccountName name)
    {
        if (await store.OpenAccountAsync(name, _run.Cancel) is not { } account)
        {
            _findings.Add($"account {name}: it is listed and cannot be opened");
            return;
        }

        _accounts++;
        foreach (var entry in account.Tree)
        {
            if (await account.OpenAsync(entry.Name, _run.Cancel) is not { } mailbox)
            {
                continue;
            }

            _mailboxes++;
            using var view = await mailbox.OpenViewAsync(isReadOnly: true, _run.Cancel);
            if (view.Count != mailbox.Status.Messages)
            {
                _findings.Add($"account {name}, {entry.Name}: {view.Count} messages are numbered and {mailbox.Status.Messages} counted");
            }

            for (var sequence = 1; sequence <= view.Count; sequence++)
            {
                var uid = view.UidAt(sequence);
                await ReadAsync($"account {name}, {entry.Name}, UID {uid.Value}", view.TryRead(uid, out var message) ? message : null, () => view.OpenAsync(uid, _run.Cancel));
            }
        }
    }

    private async Task ReadAsync(string where, MessageEntry? message, Func<ValueTask<IMessageContent?>> open)
    {
        _messages++;
        if (message is not { } entry)
        {
            _findings.Add($"{where}: it is numbered and has no record");
            return;
        }

        try
        {
            using var content = await open();
            var length = 0L;
            for (int read; content is not null && (read = await content.ReadAsync(length, _octets, _run.Cancel)) > 0;)
            {
                length += read;
            }

            _messageBytes += length;
            if (content is null || length != entry.Size)
            {
                _findings.Add($"{where}: {length} octets of {entry.Size} are there");
            }
        }
        catch (Exception fault) when (fault is StorageFaultException or StoreUnavailableException)
        {
            _findings.Add($"{where}: {fault.Message}");
        }
    }

    private void Report(string path)
    {
        var lines = new List<string>
        {
            $"{path}: {_segments} segments, {Quantity.Bytes(_frameBytes)}; {_accounts} accounts, {_mailboxes} mailboxes, {_messages} messages, {Quantity.Bytes(_messageBytes)}",
        };
        lines.AddRange(_findings.Take(FindingsShown));
        if (_findings.Count > FindingsShown)
        {
            lines.Add($"... and {_findings.Count - FindingsShown} more; --json lists all of them");
        }

        lines.AddRange(_notes);
        lines.AddRange(_searchFindings.Take(FindingsShown).Select(finding => $"{finding} (the server drops this piece of the index and makes it again)"));
        lines.Add(_findings.Count == 0
            ? "All of it is sound."
            : "Damage was found. Restore the store from a backup, or salvage it into another folder; docs/operations.md says how to choose.");
        _run.Write(
            new { Path = path, IsSound = _findings.Count == 0, Segments = _segments, Bytes = _frameBytes, Accounts = _accounts, Mailboxes = _mailboxes, Messages = _messages, MessageBytes = _messageBytes, Findings = _findings, Notes = _notes, SearchFindings = _searchFindings },
            lines);
    }
}
