using System.Numerics;

namespace MailStore.Engine.Messages;

/// <summary>256 pages of a sequence, a million UIDs, and how many messages lie before each. Changed only by the edit that made it.</summary>
internal sealed class SequenceBranch
{
    public const int Pages = BranchRecord.Pages;
    private PageBox?[] _boxes;
    private int[] _counts;
    private int[] _before;

    private SequenceBranch(int room, long edition)
    {
        _boxes = new PageBox?[room];
        _counts = new int[room];
        _before = new int[room];
        Edition = edition;
    }

    public long Edition { get; }

    public int Count { get; private set; }

    /// <summary>Pages that there is room for; those behind it are empty.</summary>
    public int Room => _boxes.Length;

    public static SequenceBranch Empty(long edition) => new(room: 1, edition);

    public static SequenceBranch Of(BranchRecord record)
    {
        var branch = new SequenceBranch(record.Used, edition: 0);
        for (var page = 0; page < record.Used; page++)
        {
            branch.Set(page, record.Count(page) > 0 ? new PageBox() : null, record.Count(page));
        }

        branch.Recount();
        return branch;
    }

    public SequenceBranch Copy(long edition)
    {
        var copy = new SequenceBranch(Room, edition) { Count = Count };
        _boxes.CopyTo(copy._boxes, 0);
        _counts.CopyTo(copy._counts, 0);
        _before.CopyTo(copy._before, 0);
        return copy;
    }

    /// <summary>Null where no message is.</summary>
    public PageBox? Box(int page) => page < Room ? _boxes[page] : null;

    public int CountOf(int page) => page < Room ? _counts[page] : 0;

    public int CountBefore(int page) => page < Room ? _before[page] : Count;

    /// <summary>The page that has the n-th message of the branch, from 0.</summary>
    public int PageOf(int nth) => Search.Last(_before, nth);

    /// <summary>Another page; the counts behind it are right after <see cref="Recount"/>.</summary>
    public void Set(int page, PageBox? box, int count)
    {
        if (page >= Room)
        {
            var room = (int)BitOperations.RoundUpToPowerOf2((uint)page + 1);
            Array.Resize(ref _boxes, room);
            Array.Resize(ref _counts, room);
            Array.Resize(ref _before, room);
        }

        _boxes[page] = count > 0 ? box : null;
        _counts[page] = count;
    }

    public void Recount()
    {
        var count = 0;
        for (var page = 0; page < Room; page++)
        {
            _before[page] = count;
            count += _counts[page];
        }

        Count = count;
    }
}
