using System.Collections.Concurrent;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Planning;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;
using MailStore.Mime.Extraction;

namespace MailStore.Engine.Search.Catalog;

/// <summary>
/// The search index of a volume: segments by mailbox, in a place of their own. All of it is made of the mail, so whatever is
/// damaged or missing is made again, and no answer depends on it.
/// </summary>
internal sealed class SearchIndex : IDisposable
{
    private readonly ConcurrentDictionary<MailboxId, MailboxIndex> _mailboxes = [];
    private readonly ConcurrentQueue<MailboxIndex> _used = [];

    public SearchIndex(IStorage storage, SearchOptions options, TextExtraction extraction, Action<string> report)
    {
        (Storage, Options, Extraction, Report) = (storage, options, extraction, report);
        foreach (var file in storage.List())
        {
            if (SegmentName.TryParse(file, out var name))
            {
                _mailboxes.GetOrAdd(name.Mailbox, _ => new(storage, report)).Add(name);
            }
        }
    }

    public IStorage Storage { get; }

    public SearchOptions Options { get; }

    /// <summary>Who reads attachments.</summary>
    public TextExtraction Extraction { get; }

    public Action<string> Report { get; }

    /// <summary>Mailboxes that have files.</summary>
    public IEnumerable<MailboxId> Mailboxes => _mailboxes.Keys;

    /// <summary>Null if nothing of the mailbox is indexed.</summary>
    public ITextIndex? Open(ISearchedMailbox mailbox) =>
        _mailboxes.TryGetValue(mailbox.Id, out var index) ? TextIndex.Open(Used(index), mailbox, Extraction.Recipe) : null;

    public MailboxIndex Of(MailboxId mailbox) => Used(_mailboxes.GetOrAdd(mailbox, _ => new(Storage, Report)));

    /// <summary>Somebody met segments of it that are to be made again.</summary>
    public bool HasWork(MailboxId mailbox) => _mailboxes.TryGetValue(mailbox, out var index) && index.HasWork;

    /// <summary>No segment covers some UIDs up to this one. Opens no file.</summary>
    public bool Lacks(MailboxId mailbox, Uid last) => !_mailboxes.TryGetValue(mailbox, out var index) || index.TryNextGap(1, last, out _);

    /// <summary>The mailbox is gone.</summary>
    public void Forget(MailboxId mailbox)
    {
        if (_mailboxes.TryRemove(mailbox, out var index))
        {
            index.Delete();
        }
    }

    public void Dispose()
    {
        foreach (var index in _mailboxes.Values)
        {
            index.Close();
        }
    }

    // The one that was asked for longest ago lets go of its files; if it is asked for again it opens them again.
    private MailboxIndex Used(MailboxIndex index)
    {
        if (index.TryList())
        {
            _used.Enqueue(index);
            if (_used.Count > Options.OpenMailboxes && _used.TryDequeue(out var oldest))
            {
                oldest.Close();
            }
        }

        return index;
    }
}
