using System.Buffers;
using System.Globalization;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Server.Transfer.Mbox;

namespace MailStore.Server.Transfer.Writing;

/// <summary>An account as files of messages, one for each mailbox: quoted so that it can be undone (mboxrd), with flags and UIDs as Dovecot and others write them.</summary>
internal sealed class MboxExport(IAccount account, string root)
{
    private const int PieceBytes = 128 * 1024;

    private readonly byte[] _piece = new byte[PieceBytes];
    private readonly ArrayBufferWriter<byte> _line = new();

    public async Task<ExportReport> RunAsync(Action<long, long> progress, CancellationToken cancellation)
    {
        var totals = new ExportTotals(progress, account.Quota.Messages);
        Directory.CreateDirectory(root);
        foreach (var entry in account.Tree)
        {
            if (entry.Exists && await account.OpenAsync(entry.Name, cancellation) is { } mailbox)
            {
                var path = Path.Combine([root, .. FolderNames.Levels(entry.Name)]) + ".mbox";
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using (var file = File.Create(path + ".tmp"))
                {
                    await WriteAsync(mailbox, file, totals, cancellation);
                }

                // Whole or not at all.
                File.Move(path + ".tmp", path, overwrite: true);
                totals.Mailboxes++;
            }
        }

        await File.WriteAllLinesAsync(Path.Combine(root, ".subscriptions"), account.Tree.Where(entry => entry.IsSubscribed).Select(entry => entry.Name.Text), cancellation);
        return totals.ToReport();
    }

    private async Task WriteAsync(IMailbox mailbox, FileStream file, ExportTotals totals, CancellationToken cancellation)
    {
        using var view = await mailbox.OpenViewAsync(isReadOnly: true, cancellation);
        var status = mailbox.Status;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{status.UidValidity.Value} {status.UidNext.Value - 1:D10} {string.Join(' ', status.Keywords.Keywords.Select(keyword => keyword.Name))}\n");
        if (view.Count == 0)
        {
            // As other servers keep what an empty file cannot say.
            await file.WriteAsync(Encoding.UTF8.GetBytes($"{FromLine.Write(DateTimeOffset.UnixEpoch)}\nSubject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: {numbers}Status: RO\n\nThis text is part of the internal format of the folder, and is not a message.\n\n"), cancellation);
        }

        for (var number = 1; number <= view.Count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (view.TryRead(view.UidAt(number), out var message) && await view.OpenAsync(message.Uid, cancellation) is { } content)
            {
                using (content)
                {
                    await WriteAsync(view, message, content, status.Keywords.NamesOf(message), number == 1 ? "X-IMAPbase: " + numbers : "", file, cancellation);
                    totals.Wrote(content.Length);
                }
            }
        }
    }

    private async Task WriteAsync(IMailboxView view, MessageEntry message, IMessageContent content, FlagSet flags, string fileWide, FileStream file, CancellationToken cancellation)
    {
        // Files of messages have LF alone; where a message has something else, it stays as it is.
        var hasCrLf = await HasOnlyCrLfAsync(content, cancellation);
        var id = new byte[UniqueId.BytesMax];
        var header = MboxHeader.Write(message, flags, Encoding.ASCII.GetString(id, 0, message.HasUniqueId ? view.UniqueIdOf(message.Uid, id) : 0), hasCrLf, fileWide);
        await file.WriteAsync(Encoding.UTF8.GetBytes(header), cancellation);
        for (var at = 0L; at < content.Length;)
        {
            var count = await content.ReadAsync(at, _piece, cancellation);
            Write(_piece.AsSpan(0, count), hasCrLf, file);
            at += count;
        }

        Flush(hasCrLf, file);
        file.Write("\n\n"u8);
    }

    // Line by line, since a piece may end within a line.
    private void Write(ReadOnlySpan<byte> piece, bool hasCrLf, FileStream file)
    {
        while (piece.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line.Write(piece[..(end + 1)]);
            Flush(hasCrLf, file);
            piece = piece[(end + 1)..];
        }

        _line.Write(piece);
    }

    private void Flush(bool hasCrLf, FileStream file)
    {
        var octets = _line.WrittenSpan;
        if (octets.TrimStart((byte)'>').StartsWith("From "u8))
        {
            file.WriteByte((byte)'>');
        }

        if (hasCrLf && octets.EndsWith("\r\n"u8))
        {
            file.Write(octets[..^2]);
            file.WriteByte((byte)'\n');
        }
        else
        {
            file.Write(octets);
        }

        _line.ResetWrittenCount();
    }

    private async Task<bool> HasOnlyCrLfAsync(IMessageContent content, CancellationToken cancellation)
    {
        var last = (byte)0;
        for (var at = 0L; at < content.Length;)
        {
            var count = await content.ReadAsync(at, _piece, cancellation);
            for (var place = 0; place < count; place++)
            {
                if (_piece[place] == '\n' && last != '\r')
                {
                    return false;
                }

                last = _piece[place];
            }

            at += count;
        }

        return true;
    }
}
