namespace MailStore.Engine.Messages;

/// <summary>
/// Records that were put and are free to be read into again. The writer's alone, which has one batch at a time: all mailboxes of a volume share
/// them, since one that kept its own would hold four kilobytes for good because somebody changed it once.
/// </summary>
internal sealed class SpareRecords
{
    /// <summary>Mailboxes that a usual batch changes.</summary>
    private const int Most = 128;

    private readonly Stack<PageRecord> _pages = new();
    private readonly Stack<BranchRecord> _branches = new();

    public PageRecord TakePage() => _pages.TryPop(out var free) ? free : new();

    public BranchRecord TakeBranch() => _branches.TryPop(out var free) ? free : new();

    public void Return(PageRecord page)
    {
        if (_pages.Count < Most)
        {
            _pages.Push(page);
        }
    }

    public void Return(BranchRecord branch)
    {
        if (_branches.Count < Most)
        {
            _branches.Push(branch);
        }
    }
}
