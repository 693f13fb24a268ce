using System.Runtime.CompilerServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Session;
using MailStore.Mime.Columns;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Makes threads of the messages that were found, or takes those that were made of the same messages before.</summary>
internal sealed class ThreadRun(ImapSession session, IOpenedMessage message, ThreadWay way, CancellationToken cancellation)
{
    private const int None = ThreadedMessages.None;

    /// <summary>With fewer messages than one for so many ids, ids are numbered anew: the work is that of the messages, and not of the mailbox.</summary>
    private const int IdsPerMessage = 16;

    private readonly IMailboxView _view = session.Selected!.View;

    /// <returns>What <see cref="ThreadForest"/> writes.</returns>
    public async ValueTask<int[]> RunAsync(UidSet found)
    {
        var key = new OrderKey(_view.Mailbox.Id, OrderKey.OfThreads + (ulong)way);
        if (session.Services.Orders.Find(key, found) is { } kept)
        {
            return kept;
        }

        var columns = await new ColumnSource(session, message, cancellation).OpenAsync(ColumnSet.Rows | way switch
        {
            ThreadWay.OrderedSubject => ColumnSet.Subject,
            ThreadWay.Refs => ColumnSet.Ids,
            _ => ColumnSet.Subject | ColumnSet.Ids,
        });
        var threads = ThreadAlgorithms.Run(way, Take(columns, found), cancellation);
        session.Services.Orders.Keep(key, found, threads);
        return threads;
    }

    private ThreadedMessages Take(MessageColumns columns, UidSet found)
    {
        var rows = ColumnSource.RowsOf(columns, found);
        var sent = GC.AllocateUninitializedArray<ulong>(rows.Length);
        var replies = GC.AllocateUninitializedArray<bool>(rows.Length);
        var allSent = columns.Sent;
        var allReplies = columns.Replies;
        for (var at = 0; at < rows.Length; at++)
        {
            var row = rows[at];
            sent[at] = (ulong)allSent[row];
            replies[at] = allReplies[row];
        }

        // REFS asks for no subject.
        var subjects = way == ThreadWay.Refs ? null : columns.Text(TextRole.Subject);
        var codes = subjects is null ? [] : SubjectsOf(subjects, rows);
        var messages = new ThreadedMessages { Sent = sent, Subjects = codes, SubjectCount = subjects?.KeyCount ?? 0, Replies = replies };
        return way == ThreadWay.OrderedSubject ? messages : WithIds(messages, columns.Ids, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] SubjectsOf(TextColumn subjects, int[] rows)
    {
        // Keys are in order: an empty one is the first.
        var nothing = subjects.KeyCount > 0 && subjects.Key(0).IsEmpty ? 0 : None;
        var codes = GC.AllocateUninitializedArray<int>(rows.Length);
        var all = subjects.Codes;
        for (var at = 0; at < rows.Length; at++)
        {
            var code = all[rows[at]];
            codes[at] = code == nothing ? None : code;
        }

        return codes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ThreadedMessages WithIds(ThreadedMessages messages, IdColumn ids, int[] rows)
    {
        var own = GC.AllocateUninitializedArray<int>(rows.Length);
        var places = GC.AllocateUninitializedArray<(int From, int To)>(rows.Length);
        for (var at = 0; at < rows.Length; at++)
        {
            own[at] = ids.Own[rows[at]];
            places[at] = ids.PlaceOf(rows[at]);
        }

        return rows.Length > ids.IdCount / IdsPerMessage
            ? Of(messages, own, ids.IdCount, places, ids.AllReferences)
            : Numbered(messages, own, places, ids.AllReferences.Span);
    }

    private static ThreadedMessages Numbered(ThreadedMessages messages, int[] own, (int From, int To)[] places, ReadOnlySpan<int> references)
    {
        var numbers = new Dictionary<int, int>();
        var few = new List<int>();
        for (var at = 0; at < own.Length; at++)
        {
            own[at] = own[at] == None ? None : NumberOf(own[at], numbers);
            var from = few.Count;
            foreach (var id in references[places[at].From..places[at].To])
            {
                few.Add(NumberOf(id, numbers));
            }

            places[at] = (from, few.Count);
        }

        return Of(messages, own, numbers.Count, places, few.ToArray());
    }

    private static int NumberOf(int id, Dictionary<int, int> numbers)
    {
        if (!numbers.TryGetValue(id, out var number))
        {
            numbers.Add(id, number = numbers.Count);
        }

        return number;
    }

    private static ThreadedMessages Of(ThreadedMessages messages, int[] own, int idCount, (int From, int To)[] places, ReadOnlyMemory<int> references) => new()
    {
        Sent = messages.Sent,
        Subjects = messages.Subjects,
        SubjectCount = messages.SubjectCount,
        Replies = messages.Replies,
        Own = own,
        IdCount = idCount,
        Places = places,
        References = references,
    };
}
