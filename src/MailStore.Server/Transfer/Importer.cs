using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Registry;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer;

/// <summary>
/// Brings mail over into an account. While messages are appended the next ones are read; memory is that of two batches. It may be
/// killed at any time and run again: nothing is lost, and nothing is there twice.
/// </summary>
internal sealed class Importer(IAccount account, IImportSource source, ImportOptions options, TimeProvider clock)
{
    private readonly List<string> _notes = [];
    private int _mailboxes;
    private long _messages;
    private long _bytes;
    private long _known;

    /// <param name="progress">Messages that were done, and how many there are as far as is known.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public async Task<ImportReport> RunAsync(Action<long, long> progress, CancellationToken cancellation)
    {
        var total = 0L;
        await foreach (var mailbox in source.MailboxesAsync(cancellation))
        {
            total += mailbox.Count;
            var done = _messages + _known;
            await RunAsync(mailbox, () => progress(_messages + _known, Math.Max(total, done)), cancellation);
            _mailboxes++;
        }

        foreach (var name in await source.SubscriptionsAsync(cancellation))
        {
            if (Target(name) is { } target)
            {
                await account.Subscribe(target, isSubscribed: true);
            }
        }

        return new(_mailboxes, _messages, _bytes, _known, [.. _notes, .. source.LeftOut]);
    }

    private static string Sentence(MailboxName name, Refusal refusal) => refusal switch
    {
        Refusal.OverQuota => "The account is full: give it more with 'mailstore user quota', and run the import again to go on.",
        Refusal.AlreadyExists => $"Mail came into {name} while it was brought over, so a UID is taken: run the import with --new-uids, or into another mailbox with --below.",
        Refusal.Busy => "The store takes no messages just now: run the import again to go on.",
        _ => $"The store refused messages for {name}: {refusal}.",
    };

    private MailboxName? Target(string name) =>
        MailboxName.TryCreate(options.Below.Length == 0 ? name : $"{options.Below}/{name}", out var target) ? target : null;

    private async Task RunAsync(ISourceMailbox from, Action advance, CancellationToken cancellation)
    {
        if (Target(from.Name.Text) is not { } name)
        {
            _notes.Add($"{from.Name} was left out: its name would be too long here.");
            return;
        }

        await MakeAsync(from, name, cancellation);
        var key = ImportProgress.KeyOf(account.Name, source, name);
        var progress = ImportProgress.Read(account.Notes, key) ?? ImportProgress.None with { KeepsUids = await AdoptAsync(from, name) };
        var before = _messages;
        await AppendAllAsync(from, name, key, progress, advance, cancellation);
        _known += Math.Max(0, from.Count - (_messages - before));
        if (progress.KeepsUids && from.UidNext > 0)
        {
            await account.Adopt(name, from.Validity, new(from.UidNext));
        }
    }

    private async Task MakeAsync(ISourceMailbox from, MailboxName name, CancellationToken cancellation)
    {
        if (await account.OpenAsync(name, cancellation) is not null)
        {
            return;
        }

        var made = await account.Create(name, from.Uses);
        made = made.Refusal == Refusal.UseTaken ? await account.Create(name) : made;
        if (made.Refusal != Refusal.None)
        {
            throw new ImportFaultException($"The mailbox {name} could not be made: {made.Refusal}.");
        }
    }

    private async Task<bool> AdoptAsync(ISourceMailbox from, MailboxName name)
    {
        if (from.Validity.Value == 0 || options.GivesNewUids)
        {
            return false;
        }

        var adopted = await account.Adopt(name, from.Validity, Abstractions.Messages.Uid.First);
        if (adopted.Refusal != Refusal.None)
        {
            _notes.Add($"{name} had mail before, so its messages have new UIDs: clients fetch them again.");
        }

        return adopted.Refusal == Refusal.None;
    }

    private async Task AppendAllAsync(
        ISourceMailbox from, MailboxName name, RegistryKey key, ImportProgress progress, Action advance, CancellationToken cancellation)
    {
        var appending = Task.CompletedTask;
        var batch = new ImportBatch();
        try
        {
            await foreach (var message in from.MessagesAsync(progress.Position, cancellation))
            {
                await batch.AddAsync(account, message, progress.KeepsUids, clock.GetUtcNow(), cancellation);
                if (batch.IsFull)
                {
                    await appending;
                    advance();
                    (appending, batch) = (AppendAsync(batch, name, key, progress), new());
                }
            }

            await appending;
            if (batch.Messages.Count > 0)
            {
                (appending, batch) = (AppendAsync(batch, name, key, progress), new());
            }
        }
        finally
        {
            await batch.DisposeAsync();
            await appending;
            advance();
        }
    }

    private async Task AppendAsync(ImportBatch batch, MailboxName name, RegistryKey key, ImportProgress progress)
    {
        await using (batch)
        {
            var result = await account.Append(name, batch.Messages, note: (progress with { Position = batch.Position }).Note(key));
            if (result.Refusal != Refusal.None)
            {
                throw new ImportFaultException(Sentence(name, result.Refusal));
            }
        }

        _messages += batch.Messages.Count;
        _bytes += batch.Bytes;
    }
}
