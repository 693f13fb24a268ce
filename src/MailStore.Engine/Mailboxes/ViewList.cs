using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>The open views of a mailbox. Each knows its place, so that closing one looks for nothing. Guarded by the mailbox' gate.</summary>
internal sealed class ViewList
{
    private readonly List<MailboxView> _views = [];

    public int Count => _views.Count;

    public void Add(MailboxView view)
    {
        view.Place = _views.Count;
        _views.Add(view);
    }

    public void Remove(MailboxView view)
    {
        if (view.Place < 0)
        {
            return;
        }

        var last = _views[^1];
        _views[view.Place] = last;
        last.Place = view.Place;
        _views.RemoveAt(_views.Count - 1);
        view.Place = -1;
    }

    /// <summary>All views were told what went up to this mod-sequence.</summary>
    public ModSeq LowestTold()
    {
        var lowest = new ModSeq(ulong.MaxValue);
        foreach (var view in _views)
        {
            lowest = view.Told < lowest ? view.Told : lowest;
        }

        return lowest;
    }
}
