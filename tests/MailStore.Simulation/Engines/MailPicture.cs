using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Engines;

/// <summary>All that a store shows of its accounts, as lines: trees, counts, UIDs, mod-sequences, flags, dates, bodies.</summary>
internal static class MailPicture
{
    public static async Task<List<string>> OfAsync(IMailStore store)
    {
        var lines = new List<string>();
        foreach (var owner in MailActor.Owners)
        {
            if (await store.OpenAccountAsync(owner) is { } account)
            {
                await AccountAsync(account, lines);
            }
        }

        return lines;
    }

    private static async Task AccountAsync(IAccount account, List<string> lines)
    {
        lines.Add($"{account.Name} {account.Quota}");
        foreach (var entry in account.Tree.OrderBy(entry => entry.Name))
        {
            lines.Add($"{account.Name} {entry.Name} exists={entry.Exists} subscribed={entry.IsSubscribed} children={entry.HasChildren} {entry.Uses}");
            if (entry.Exists && await account.OpenAsync(entry.Name) is { } mailbox)
            {
                await MailboxAsync($"{account.Name} {entry.Name}", mailbox, lines);
            }
        }
    }

    private static async Task MailboxAsync(string name, IMailbox mailbox, List<string> lines)
    {
        var status = mailbox.Status;
        lines.Add($"{name} next={status.UidNext} modseq={status.HighestModSeq} messages={status.Messages} unseen={status.Unseen} deleted={status.Deleted} size={status.Size}");
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        for (var sequence = 1; sequence <= view.Count; sequence++)
        {
            var uid = view.UidAt(sequence);
            view.TryRead(uid, out var entry);
            lines.Add($"{name} #{sequence} uid={uid} modseq={entry.ModSeq} {Flags(status, entry)} size={entry.Size} {entry.InternalDate:s} uidl={UniqueIdOf(view, uid)} saved={entry.SaveDate:s} body={await BodyAsync(view, uid):x}");
        }

        lines.Add($"{name} changed={mailbox.ChangedSince(new(status.HighestModSeq.Value / 2 + 1))}");
    }

    private static string UniqueIdOf(IMailboxView view, Uid uid)
    {
        var octets = new byte[UniqueId.BytesMax];
        return Encoding.ASCII.GetString(octets, 0, view.UniqueIdOf(uid, octets));
    }

    private static string Flags(MailboxStatus status, MessageEntry entry) => status.Keywords.NamesOf(entry).ToString();

    private static async Task<ulong> BodyAsync(IMailboxView view, Uid uid)
    {
        using var content = await view.OpenAsync(uid);
        if (content == null)
        {
            return 0;
        }

        var octets = new byte[content.Length];
        var length = 0;
        for (int count; length < octets.Length && (count = await content.ReadAsync(length, octets.AsMemory(length))) > 0;)
        {
            length += count;
        }

        return Fingerprint.Of(octets.AsSpan(0, length));
    }
}
