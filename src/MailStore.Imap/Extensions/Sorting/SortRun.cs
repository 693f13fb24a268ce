using System.Buffers;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Mime.Columns;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>Orders the messages that a search found.</summary>
internal sealed class SortRun(ImapSession session, IReadOnlyList<SortWord> words, IOpenedMessage message, CancellationToken cancellation)
{
    private const int BatchMessages = 64;
    private const byte MostRelevant = 100;

    private readonly IMailboxView _view = session.Selected!.View;

    /// <param name="found">Messages of the view.</param>
    /// <param name="relevancies">In the same order; none where nobody asked.</param>
    public async ValueTask<SortedMessage[]> RunAsync(UidSet found, ReadOnlyMemory<byte> relevancies = default)
    {
        var messages = MessagesOf(found, relevancies.Span);
        var key = new OrderKey(_view.Mailbox.Id, WayOf(words));
        var order = key.Way == 0 ? null : session.Services.Orders.Find(key, found);
        if (order is null)
        {
            order = await OrderAsync(found, messages);
            if (key.Way != 0)
            {
                session.Services.Orders.Keep(key, found, order);
            }
        }

        var sorted = GC.AllocateUninitializedArray<SortedMessage>(order.Length);
        for (var at = 0; at < sorted.Length; at++)
        {
            sorted[at] = messages[order[at]];
        }

        return sorted;
    }

    // 0 for an order that nobody keeps: by relevancy, which is of one search, or by more words than there are.
    private static ulong WayOf(IReadOnlyList<SortWord> words)
    {
        const int WordsMax = 12;
        var way = 0UL;
        foreach (var word in words)
        {
            way = (way << 5) | (2 * ((ulong)word.Key + 1)) | (word.IsReverse ? 1UL : 0);
        }

        return words.Count > WordsMax || words.Any(word => word.Key == SortKeyKind.Relevancy) ? 0 : way;
    }

    private async ValueTask<int[]> OrderAsync(UidSet found, SortedMessage[] messages)
    {
        var wanted = ColumnSet.None;
        foreach (var word in words)
        {
            wanted |= ColumnsOf(word.Key);
        }

        var columns = wanted == ColumnSet.None ? MessageColumns.Empty : await new ColumnSource(session, message, cancellation).OpenAsync(wanted);
        return Order(columns, found, messages);
    }

    private int[] Order(MessageColumns columns, UidSet found, SortedMessage[] messages)
    {
        var rows = columns.Uids.IsEmpty ? [] : ColumnSource.RowsOf(columns, found);
        var order = new RadixOrder(messages.Length);
        var keys = GC.AllocateUninitializedArray<ulong>(messages.Length);

        // RFC 5256 §3: the first word counts most, so it comes last; where none tells two apart, their place in the mailbox does.
        for (var at = words.Count - 1; at >= 0; at--)
        {
            Fill(keys, words[at].Key, messages, columns, rows, found);
            if (words[at].IsReverse)
            {
                Turn(keys);
            }

            order.By(keys);
        }

        return order.ToArray();
    }

    private SortedMessage[] MessagesOf(UidSet found, ReadOnlySpan<byte> relevancies)
    {
        var messages = GC.AllocateUninitializedArray<SortedMessage>((int)found.Count);
        var count = 0;
        foreach (var range in found.Ranges)
        {
            // Every UID of these ranges is a message that was found, so their numbers follow each other too.
            var sequence = _view.SequenceOf(range.First);
            for (var uid = (ulong)range.First.Value; uid <= range.Last.Value; uid++, count++)
            {
                messages[count] = new(new((uint)uid), sequence++, relevancies.IsEmpty ? (byte)0 : relevancies[count]);
            }
        }

        return messages;
    }

    private void Fill(ulong[] keys, SortKeyKind word, SortedMessage[] messages, MessageColumns columns, int[] rows, UidSet found)
    {
        switch (word)
        {
            case SortKeyKind.Arrival:
                FillFromEntries(keys, found, static entry => entry.InternalDate.UtcTicks);
                break;
            case SortKeyKind.Size:
                FillFromEntries(keys, found, static entry => entry.Size);
                break;
            case SortKeyKind.Relevancy:
                // RFC 6203 §6: the highest first.
                for (var at = 0; at < keys.Length; at++)
                {
                    keys[at] = (ulong)(MostRelevant - messages[at].Relevancy);
                }

                break;
            case SortKeyKind.Date:
                FillFromDates(keys, columns.Sent, rows);
                break;
            default:
                FillFromText(keys, columns.Text(RoleOf(word)).Codes, rows);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillFromText(ulong[] keys, ReadOnlySpan<int> codes, int[] rows)
    {
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = (ulong)codes[rows[at]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillFromDates(ulong[] keys, ReadOnlySpan<long> dates, int[] rows)
    {
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = (ulong)dates[rows[at]];
        }
    }

    private void FillFromEntries(ulong[] keys, UidSet found, Func<MessageEntry, long> keyOf)
    {
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        var count = 0;
        foreach (var range in found.Ranges)
        {
            var sequence = _view.SequenceOf(range.First);
            for (var left = range.Count; left > 0;)
            {
                var read = _view.Read(sequence, batch.AsSpan(0, (int)Math.Min(BatchMessages, left)));
                if (read == 0)
                {
                    // The mailbox is being deleted: in which order its messages were nobody will know.
                    keys.AsSpan(count).Clear();
                    ArrayPool<MessageEntry>.Shared.Return(batch);
                    return;
                }

                for (var at = 0; at < read; at++)
                {
                    keys[count++] = (ulong)keyOf(batch[at]);
                }

                sequence += read;
                left -= read;
            }
        }

        ArrayPool<MessageEntry>.Shared.Return(batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ulong[] keys)
    {
        foreach (ref var key in keys.AsSpan())
        {
            key = ~key;
        }
    }

    private static ColumnSet ColumnsOf(SortKeyKind word) => word switch
    {
        SortKeyKind.Arrival or SortKeyKind.Size or SortKeyKind.Relevancy => ColumnSet.None,
        SortKeyKind.Date => ColumnSet.Rows,
        _ => ColumnSet.Rows | MessageColumns.SetOf(RoleOf(word)),
    };

    private static TextRole RoleOf(SortKeyKind word) => word switch
    {
        SortKeyKind.Subject => TextRole.Subject,
        SortKeyKind.From => TextRole.From,
        SortKeyKind.To => TextRole.To,
        SortKeyKind.Cc => TextRole.Cc,
        SortKeyKind.Displayfrom => TextRole.DisplayFrom,
        SortKeyKind.Displayto => TextRole.DisplayTo,
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };
}
