using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Mime.Columns;
using MailStore.Mime.Fields;
using MailStore.Mime.Text;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>Columns of all messages of the selected mailbox: those that are kept, those that are stored, and what neither has out of the messages.</summary>
internal sealed class ColumnSource(ImapSession session, IOpenedMessage message, CancellationToken cancellation)
{
    private readonly IMailboxView _view = session.Selected!.View;
    private readonly OctetBuffer _facts = new();
    private readonly Progress _progress = new(session.Services.Clock, cancellation);

    /// <param name="wanted">Of these the caller may ask.</param>
    public async ValueTask<MessageColumns> OpenAsync(ColumnSet wanted)
    {
        var cache = session.Services.Columns;
        var kept = cache.Find(_view.Mailbox.Id);
        var columns = kept is not null && kept.All.Has(wanted) ? kept : await ReadAsync(wanted, kept);
        var missing = Missing(columns.All.Uids);
        columns = missing.IsEmpty ? columns : columns.With(await BuildAsync(missing));
        if (!ReferenceEquals(columns, kept))
        {
            cache.Keep(_view.Mailbox.Id, columns);
        }

        return columns.All;
    }

    /// <summary>The rows of messages, which all have one.</summary>
    public static int[] RowsOf(MessageColumns columns, UidSet uids)
    {
        var rows = GC.AllocateUninitializedArray<int>((int)uids.Count);
        FindRows(columns.Uids, uids, rows);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindRows(ReadOnlySpan<uint> all, UidSet uids, Span<int> rows)
    {
        var (row, count) = (0, 0);
        foreach (var range in uids.Ranges)
        {
            for (var uid = (ulong)range.First.Value; uid <= range.Last.Value; uid++)
            {
                while (all[row] < uid)
                {
                    row++;
                }

                rows[count++] = row;
            }
        }
    }

    // What was read before is read again with what is wanted now: the segments that it was of may be others since.
    private async ValueTask<MailboxColumns> ReadAsync(ColumnSet wanted, MailboxColumns? kept)
    {
        wanted |= ColumnSet.Rows | (kept?.All.Columns() ?? ColumnSet.None);
        var parts = new List<MessageColumns>();
        foreach (var pieces in await _view.ReadColumnsAsync((uint)wanted, cancellation))
        {
            if (ColumnSection.TryRead(pieces, out var part) && part.Has(wanted))
            {
                parts.Add(part);
            }
        }

        var read = new MailboxColumns(MessageColumns.Of(parts), MessageColumns.Empty);
        return kept is null ? read : read.WithNewestOf(kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private UidSet Missing(ReadOnlySpan<uint> uids)
    {
        var there = new UidSetBuilder();
        foreach (var uid in uids)
        {
            there.Add(new Uid(uid));
        }

        return _view.Existing(UidSet.All).Except(there.ToSet());
    }

    private async ValueTask<MessageColumns> BuildAsync(UidSet uids)
    {
        var builder = new ColumnBuilder(Casemap.WriteKey);
        foreach (var uid in uids.Each())
        {
            if (!_view.TryRead(uid, out var entry))
            {
                throw new InvalidOperationException("A view lost a message that it numbers.");
            }

            _facts.Clear();
            if (_view.TryReadFacts(uid, _facts) && ColumnBuilder.IsEnough(_facts.Octets))
            {
                builder.Add(uid.Value, entry.InternalDate, header: [], _facts.Octets);
            }
            else
            {
                await AddOpenedAsync(builder, entry);
            }

            await _progress.TellAsync(session, builder.Count, uids.Count);
        }

        return builder.Build();
    }

    private async ValueTask AddOpenedAsync(ColumnBuilder builder, MessageEntry entry)
    {
        await message.OpenAsync(_view, entry.Uid, isAtHand: false);
        await message.FindPartsAsync();
        var header = await message.ReadHeaderAsync(0, message.Parts[0].BodyStart);
        builder.Add(entry.Uid.Value, entry.InternalDate, header.Span, message.Content.Facts.Span);
        message.Close();
    }
}
