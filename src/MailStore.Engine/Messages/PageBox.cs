namespace MailStore.Engine.Messages;

/// <summary>
/// A page of a sequence that may not have been read yet. All versions of the sequence that have the same page share the box: the
/// writer fills it before it changes that page in the index, so whoever opens an old box finds what the page was then.
/// </summary>
internal sealed class PageBox
{
    private SequencePage? _page;

    public PageBox(SequencePage? page = null)
    {
        _page = page;
    }

    public bool IsLoaded => Volatile.Read(ref _page) is not null;

    public SequencePage Open(PageSource source, uint number)
    {
        var page = Volatile.Read(ref _page);
        if (page is not null)
        {
            return page;
        }

        page = source.Read(number);
        return Interlocked.CompareExchange(ref _page, page, null) ?? page;
    }
}
