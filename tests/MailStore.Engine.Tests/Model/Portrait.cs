using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Testing.Chance;

namespace MailStore.Engine.Tests.Model;

/// <summary>Everything that a side shows, line by line.</summary>
internal sealed class Portrait(Side side, int accounts)
{
    private readonly List<string> _lines = [];

    public async Task<List<string>> DrawAsync(bool withBodies)
    {
        for (var number = 0; number < accounts; number++)
        {
            if (await side.AccountAsync(number) is { } account)
            {
                await DrawAsync(number, account, withBodies);
            }
        }

        for (var number = 0; number < Side.ViewCount; number++)
        {
            if (side.Views[number] is { } view)
            {
                _lines.Add($"view {number}: {view.Count} messages, {view.RecentCount} recent, told to {view.SyncedTo}, news {view.HasNews}, gone {view.Mailbox.IsDeleted}");
                Draw($"view {number}", side.ViewScopes[number], view);
            }
        }

        return _lines;
    }

    public static async Task<string> BodyAsync(IMailboxView view, Uid uid)
    {
        using var content = await view.OpenAsync(uid);
        if (content == null)
        {
            return "no message";
        }

        var octets = new byte[content.Length + 1];
        var count = await content.ReadAsync(0, octets);
        var middle = new byte[5];
        var few = await content.ReadAsync(content.Length / 2, middle);
        return $"{content.Length} {count} {Fingerprint.Of(octets)} {Fingerprint.Of(middle.AsSpan(0, few))} {Fingerprint.Of(content.Facts.Span)}";
    }

    private async Task DrawAsync(int number, IAccount account, bool withBodies)
    {
        var scope = account.Id.Value;
        _lines.Add($"account {number}: {side.Aliases.Of("account", 0, scope)} {account.Quota}");
        await DrawMetadataAsync($"account {number}", account, mailbox: null);
        foreach (var entry in account.Tree)
        {
            _lines.Add($"{number} {entry.Name}: {side.Aliases.Of("mailbox", scope, entry.Id.Value)} {entry.Uses} {(entry.IsSubscribed ? "subscribed" : "")} {(entry.HasChildren ? "parent" : "")}");
            if (entry.Exists)
            {
                var mailbox = await account.OpenAsync(entry.Name) ?? throw new InvalidOperationException($"{side.Name}: {entry.Name} is in the tree and cannot be opened.");
                await DrawMetadataAsync($"{number} {entry.Name}", account, entry.Name);
                await DrawAsync($"{number} {entry.Name}", scope, mailbox, withBodies);
            }
        }
    }

    private async Task DrawMetadataAsync(string place, IAccount account, MailboxName? mailbox)
    {
        foreach (var entry in await account.ReadMetadataAsync(mailbox) ?? [])
        {
            _lines.Add($"{place}: {entry.Name} {entry.Value?.Length} {Fingerprint.Of(entry.Value!.Value.Span)}");
        }
    }

    private async Task DrawAsync(string place, ulong scope, IMailbox mailbox, bool withBodies)
    {
        var status = mailbox.Status;
        var keywords = string.Join(' ', status.Keywords.Keywords.Select(keyword => keyword.Name).Order(StringComparer.Ordinal));
        _lines.Add($"{place}: {side.Validity(scope, status.UidValidity)} next {status.UidNext} modseq {status.HighestModSeq} messages {status.Messages} unseen {status.Unseen} deleted {status.Deleted} recent {status.Recent} size {status.Size} keywords {keywords}");
        foreach (var since in new ulong[] { 0, status.HighestModSeq.Value / 2, status.HighestModSeq.Value - 1 })
        {
            _lines.Add($"{place}: since {since} changed {mailbox.ChangedSince(new ModSeq(since))} vanished {mailbox.VanishedSince(new ModSeq(since))}");
        }

        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        Draw(place, scope, view);
        for (var sequence = 1; withBodies && sequence <= view.Count; sequence++)
        {
            _lines.Add($"{place}: body {view.UidAt(sequence)} {await BodyAsync(view, view.UidAt(sequence))}");
        }
    }

    private void Draw(string place, ulong scope, IMailboxView view)
    {
        var entries = new MessageEntry[view.Count];
        var count = view.Read(1, entries);
        var table = view.Mailbox.Status.Keywords;
        _lines.Add($"{place}: read {count}");
        for (var at = 0; at < count; at++)
        {
            var entry = entries[at];
            var flags = table.NamesOf(entry);
            // The twin looks through its list for each of these.
            var numbers = at % Math.Max(1, count / 100) == 0 ? Numbers(view, at + 1, entry) : "";
            _lines.Add($"{place}: {numbers} uid {entry.Uid} modseq {entry.ModSeq} {flags} {entry.InternalDate:O} {entry.SaveDate:O} {entry.Size} {(entry.HasUniqueId ? UniqueId(view, entry.Uid) : "")} {side.Aliases.Of("message", scope, entry.Id.Value)} {side.Aliases.Of("message", scope, entry.Thread.Value)}");
        }
    }

    private static string UniqueId(IMailboxView view, Uid uid)
    {
        var octets = new byte[Abstractions.Messages.UniqueId.BytesMax];
        return Encoding.ASCII.GetString(octets, 0, view.UniqueIdOf(uid, octets));
    }

    private static string Numbers(IMailboxView view, int sequence, MessageEntry entry)
    {
        var isSame = view.UidAt(sequence) == entry.Uid && view.TryRead(entry.Uid, out var single) && single == entry;
        return $"{view.SequenceOf(entry.Uid)} {view.CountUpTo(entry.Uid)} {isSame} recent {view.IsRecent(entry.Uid)}";
    }
}
