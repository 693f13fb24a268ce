using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Pop3.Session;

/// <summary>
/// INBOX as one session sees it: the view is never synced, so the drop does not change, whatever arrives or goes meanwhile (RFC 1939
/// §3). Marks are the session's until QUIT. Sizes are octets as stored, which are the octets that are sent: dots that are stuffed do
/// not count, nor does the CRLF that a last line without one gets.
/// </summary>
internal sealed class Maildrop(IMailboxView view) : IDisposable
{
    private const int PieceCount = 64;

    private readonly MessageMarks _deleted = new(view.Count + 1);
    private readonly MessageMarks _retrieved = new(view.Count + 1);
    private long _deletedBytes;
    private long _totalBytes = -1;
    private int _highestBefore = -1;
    private int _highest;

    public IMailboxView View => view;

    public UidValidity UidValidity { get; } = view.Mailbox.Status.UidValidity;

    /// <summary>Deleted ones too: numbers do not shift.</summary>
    public int Count => view.Count;

    public int LeftCount => view.Count - _deleted.Count;

    public long LeftBytes => TotalBytes() - _deletedBytes;

    /// <summary>RFC 1725, after RFC 1081 §6: the highest number that was ever retrieved, as far as \Seen tells, or is now.</summary>
    public int Last => Math.Max(_highest, _highestBefore >= 0 ? _highestBefore : _highestBefore = HighestSeen());

    public bool IsDeleted(int number) => _deleted.Has(number);

    /// <summary>False if there is no such message, or it was deleted in this session.</summary>
    public bool TryFind(uint number, out MessageEntry entry)
    {
        entry = default;
        return number >= 1 && number <= view.Count && !_deleted.Has((int)number) && view.Read((int)number, new Span<MessageEntry>(ref entry)) == 1;
    }

    public void MarkDeleted(uint number, in MessageEntry entry)
    {
        _deleted.Set((int)number);
        _deletedBytes += entry.Size;
        _highest = Math.Max(_highest, (int)number);
    }

    public void MarkRetrieved(uint number)
    {
        _retrieved.Set((int)number);
        _highest = Math.Max(_highest, (int)number);
    }

    public void Reset()
    {
        _deleted.Clear();
        _deletedBytes = 0;
        _highest = 0;
    }

    /// <summary>
    /// RFC 1939 §6: the marks become the mailbox', durably, and nothing before this did. False if the store would not have it.
    /// A crash between the two steps leaves messages with \Deleted that are still there: what was not acknowledged may be so.
    /// </summary>
    public async ValueTask<bool> UpdateAsync(bool marksSeen)
    {
        var mailbox = view.Mailbox;
        var isDone = true;
        if (marksSeen && _retrieved.Count > 0)
        {
            var seen = await mailbox.ChangeFlags(Uids(_retrieved), FlagMode.Add, new FlagSet(SystemFlags.Seen));
            isDone = seen.Refusal == Refusal.None;
        }

        if (_deleted.Count > 0)
        {
            var uids = Uids(_deleted);
            var marked = mailbox.ChangeFlags(uids, FlagMode.Add, new FlagSet(SystemFlags.Deleted));
            var gone = mailbox.Expunge(uids);
            isDone &= (await marked).Refusal == Refusal.None;
            isDone &= (await gone).Refusal == Refusal.None;
        }

        return isDone;
    }

    public void Dispose() => view.Dispose();

    private UidSet Uids(MessageMarks marks)
    {
        var builder = new UidSetBuilder();
        for (var number = 1; number <= view.Count; number++)
        {
            if (marks.Has(number))
            {
                builder.Add(view.UidAt(number));
            }
        }

        return builder.ToSet();
    }

    private long TotalBytes()
    {
        if (_totalBytes < 0)
        {
            // The mailbox keeps the sum; it holds for this drop as long as nothing has changed since.
            var status = view.Mailbox.Status;
            _totalBytes = status.HighestModSeq == view.SyncedTo && status.Messages == view.Count ? status.Size : Sum();
        }

        return _totalBytes;
    }

    private long Sum()
    {
        var entries = ArrayPool<MessageEntry>.Shared.Rent(PieceCount);
        long sum = 0;
        for (var number = 1; number <= view.Count;)
        {
            var read = view.Read(number, entries);
            foreach (ref readonly var entry in entries.AsSpan(0, read))
            {
                sum += entry.Size;
            }

            number += Math.Max(1, read);
        }

        ArrayPool<MessageEntry>.Shared.Return(entries);
        return sum;
    }

    private int HighestSeen()
    {
        MessageEntry entry = default;
        var number = view.Count;
        while (number > 0 && (view.Read(number, new Span<MessageEntry>(ref entry)) == 0 || (entry.Flags & SystemFlags.Seen) == SystemFlags.None))
        {
            number--;
        }

        return number;
    }
}
