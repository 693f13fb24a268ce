using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer.Maildir;

namespace MailStore.Server.Transfer.Writing;

/// <summary>
/// An account as a Maildir++ that Dovecot reads: with its lists of UIDs and keywords, and messages octet for octet as they are stored.
/// It may be killed and run again, and an export that is there is brought up to date.
/// </summary>
internal sealed class MaildirExport(IAccount account, string root)
{
    private const int EntriesPerRead = 256;
    private const int PieceBytes = 128 * 1024;
    private const string OursMark = ".mailstore,";

    private readonly byte[] _piece = new byte[PieceBytes];

    public async Task<ExportReport> RunAsync(Action<long, long> progress, CancellationToken cancellation)
    {
        var totals = new ExportTotals(progress, account.Quota.Messages);
        foreach (var entry in account.Tree)
        {
            if (entry.Exists && await account.OpenAsync(entry.Name, cancellation) is { } mailbox)
            {
                await WriteAsync(entry, mailbox, totals, cancellation);
                totals.Mailboxes++;
            }
        }

        // As Dovecot writes it: levels with tabs between.
        Replace(
            Path.Combine(root, "subscriptions"),
            ["V\t2", "", .. account.Tree.Where(entry => entry.IsSubscribed).Select(entry => ModifiedUtf7.Encode(entry.Name.Text).Replace(MailboxName.Delimiter, '\t'))]);
        return totals.ToReport();
    }

    private static string FolderOf(MailboxName name) => name.IsInbox ? "" : "." + string.Join('.', FolderNames.Levels(name));

    // Whole or not at all: somebody may read it while it is written.
    private static void Replace(string path, IEnumerable<string> lines)
    {
        File.WriteAllLines(path + ".tmp", lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static string NameOf(in MessageEntry message) =>
        string.Create(CultureInfo.InvariantCulture, $"{message.InternalDate.ToUnixTimeSeconds()}.U{message.Uid.Value}{OursMark}S={message.Size}");

    private static IEnumerable<string> Unlettered(FlagSet flags, ImmutableList<Keyword> known) =>
        known.Count <= MaildirFlags.KeywordsMax ? [] : flags.Keywords.Where(keyword => !known.Take(MaildirFlags.KeywordsMax).Contains(keyword)).Select(keyword => keyword.Name);

    private static string UniqueIdOf(IMailboxView view, in MessageEntry message)
    {
        Span<byte> octets = stackalloc byte[UniqueId.BytesMax];
        return message.HasUniqueId ? Encoding.ASCII.GetString(octets[..view.UniqueIdOf(message.Uid, octets)]) : "";
    }

    private async Task WriteAsync(MailboxEntry entry, IMailbox mailbox, ExportTotals totals, CancellationToken cancellation)
    {
        var folder = Path.Combine(root, FolderOf(entry.Name));
        foreach (var part in new[] { "cur", "new", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        new MailboxNote(entry.Name, entry.Uses).Write(folder);
        using var view = await mailbox.OpenViewAsync(isReadOnly: true, cancellation);
        var status = mailbox.Status;
        var keywords = status.Keywords.Keywords;
        Replace(Path.Combine(folder, MaildirFlags.FileName), keywords.Take(MaildirFlags.KeywordsMax).Select((keyword, number) => $"{number} {keyword.Name}"));

        var files = Directory.EnumerateFiles(Path.Combine(folder, "cur")).Select(path => Path.GetFileName(path)!).ToDictionary(UidList.BaseOf, StringComparer.Ordinal);
        var list = new List<string> { $"3 V{status.UidValidity.Value} N{status.UidNext.Value}" };
        var entries = new MessageEntry[EntriesPerRead];
        for (var number = 1; number <= view.Count;)
        {
            var count = view.Read(number, entries);
            for (var place = 0; place < count; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                var message = entries[place];
                var flags = status.Keywords.NamesOf(message);
                var name = NameOf(message);
                await WriteAsync(view, message, folder, name + ":2," + MaildirFlags.Write(flags, keywords), files, totals, cancellation);
                files.Remove(name);
                var more = UidListEntry.Write(UniqueIdOf(view, message), (int)message.InternalDate.Offset.TotalMinutes, Unlettered(flags, keywords));
                list.Add($"{message.Uid.Value} {more}:{name}");
            }

            number += count;
        }

        Replace(Path.Combine(folder, UidList.FileName), list);
        foreach (var gone in files.Values.Where(name => name.Contains(OursMark, StringComparison.Ordinal)))
        {
            File.Delete(Path.Combine(folder, "cur", gone));
        }
    }

    private async Task WriteAsync(
        IMailboxView view, MessageEntry message, string folder, string name, Dictionary<string, string> files, ExportTotals totals, CancellationToken cancellation)
    {
        var target = Path.Combine(folder, "cur", name);
        if (files.TryGetValue(UidList.BaseOf(name), out var there))
        {
            if (there != name)
            {
                File.Move(Path.Combine(folder, "cur", there), target);
            }

            totals.Knew();
            return;
        }

        if (await view.OpenAsync(message.Uid, cancellation) is not { } content)
        {
            return;
        }

        using (content)
        {
            var under = Path.Combine(folder, "tmp", UidList.BaseOf(name));
            await CopyAsync(content, under, cancellation);
            File.SetLastWriteTimeUtc(under, message.InternalDate.UtcDateTime);
            File.Move(under, target, overwrite: true);
            totals.Wrote(content.Length);
        }
    }

    private async Task CopyAsync(IMessageContent content, string path, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        for (var at = 0L; at < content.Length;)
        {
            var count = await content.ReadAsync(at, _piece, cancellation);
            RandomAccess.Write(file, _piece.AsSpan(0, count), at);
            at += count;
        }
    }
}
