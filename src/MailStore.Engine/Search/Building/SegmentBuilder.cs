using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Segments;
using MailStore.Engine.Search.Terms;
using MailStore.Log.Devices;
using MailStore.Mime;
using MailStore.Mime.Columns;
using MailStore.Mime.Extraction;
using MailStore.Mime.Facts;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Engine.Search.Building;

/// <summary>Takes messages in the order of their UIDs, and makes a segment of them. Its memory serves one segment after the other.</summary>
internal sealed class SegmentBuilder
{
    /// <summary>In the place of a day.</summary>
    public const int UnknownDay = -1;

    private const int PieceBytes = 32 * 1024;

    private readonly string _recipe;
    private readonly IndexingSink _sink;
    private readonly MessageSearch _texts;
    private readonly PartTable _stored = new();
    private readonly MessageScan _scan = new();
    private readonly List<Uid> _uids = [];
    private readonly List<int> _days = [];
    private readonly List<int> _unindexed = [];
    private readonly List<int> _unread = [];
    private readonly List<int> _identities = [];
    private readonly SortRoom _room = new();
    private readonly byte[] _piece = new byte[PieceBytes];
    private ColumnBuilder _columns = new(Casemap.WriteKey);
    private byte[] _header = new byte[4096];
    private MessageEntry _last;

    /// <param name="bytesMax">About what a segment may take in memory while it is made.</param>
    /// <param name="extraction">Who reads attachments.</param>
    public SegmentBuilder(long bytesMax, TextExtraction extraction)
    {
        BytesMax = bytesMax;
        _recipe = extraction.Recipe;
        _sink = new() { BytesMax = bytesMax * 2 };
        _texts = new(_sink, limits: null, extraction);
    }

    public long BytesMax { get; }

    public int Messages => _uids.Count;

    /// <summary>Characters of text that were taken.</summary>
    public long Characters => _sink.Characters;

    /// <summary>It is time for <see cref="Write"/>.</summary>
    public bool IsFull => _sink.Bytes >= BytesMax;

    public async ValueTask AddAsync(MessageEntry entry, IMessageContent content, CancellationToken cancellation)
    {
        var isStored = new StoredFacts(content.Facts.Span).TryGetParts(_stored) && _stored[0].BodyEnd == content.Length;
        if (!isStored)
        {
            await ScanAsync(content, cancellation);
        }

        await ReadTextsAsync(content, isStored, cancellation);
        var headerBytes = (int)Math.Min(isStored ? _stored[0].BodyStart : _scan.Parts[0].BodyStart, MimeLimits.Default.HeaderBytesMax);
        _header = _header.Length < headerBytes ? new byte[headerBytes] : _header;
        var read = await content.ReadAsync(0, _header.AsMemory(0, headerBytes), cancellation);
        _columns.Add(entry.Uid.Value, entry.InternalDate, _header.AsSpan(0, read), content.Facts.Span);
        if (!_texts.IsWhole)
        {
            _unread.Add(_uids.Count);
        }

        End(entry, MessageDate.Of(_header.AsSpan(0, read), entry.InternalDate).Day.DayNumber, isWhole: !_sink.IsSated && _texts.IsWhole);
    }

    /// <summary>A message of which nothing is known but that it is there.</summary>
    public void AddUnread(in MessageEntry entry) => End(entry, UnknownDay, isWhole: false);

    private void End(in MessageEntry entry, int day, bool isWhole)
    {
        if (!isWhole)
        {
            _unindexed.Add(_uids.Count);
        }

        _days.Add(day);
        _identities.Add((int)MessageIdentity.Of(entry));
        _sink.EndMessage();
        _uids.Add(entry.Uid);
        _last = entry;
    }

    /// <summary>Of what was taken there are attachments that could not be read now.</summary>
    public bool HasUnread => _unread.Count > 0;

    /// <summary>Makes a segment of what was taken, and is empty again.</summary>
    public SegmentHead Write(IStorage storage, MailboxId mailbox, UidRange uids)
    {
        using var writer = new SegmentWriter(storage, new(mailbox, uids));
        for (var table = 0; table < _sink.Tables.Length; table++)
        {
            var dictionary = new DictionaryWriter(writer, SectionKind.BodyTerms + (ushort)table, _uids.Count);
            var sorted = _sink.Tables[table].Sort(_room);
            for (var place = 0; place < sorted.Count; place++)
            {
                dictionary.Add(sorted.Term(place), sorted.Messages(place));
            }

            dictionary.Finish();
        }

        writer.WriteSection(SectionKind.Documents, DocumentTable.Of(CollectionsMarshal.AsSpan(_uids)).ToOctets());
        writer.WriteSection(SectionKind.SentDays, _days);
        writer.WriteSection(SectionKind.Unindexed, _unindexed);
        writer.WriteSection(SectionKind.Identities, _identities);
        writer.WriteUnread(_unread);
        writer.WriteRecipe(_recipe);
        writer.WriteColumns(_columns.ToPieces());
        var head = writer.Finish(_uids.Count, _last.Uid, _last.Size, _last.Id.Value, Characters);
        Clear();
        return head;
    }

    public void Clear()
    {
        _sink.Clear();
        _uids.Clear();
        _days.Clear();
        _unindexed.Clear();
        _unread.Clear();
        _identities.Clear();
        _columns = new(Casemap.WriteKey);
    }

    private ReadOnlySpan<Part> Parts(bool isStored) => isStored ? _stored.Parts : _scan.Parts;

    private async ValueTask ReadTextsAsync(IMessageContent content, bool isStored, CancellationToken cancellation)
    {
        _texts.Begin(SearchScope.Text);
        try
        {
            while (_texts.TryNext(Parts(isStored), out var start, out var end))
            {
                // What indexes waits by its own thread and goes on by it, at its pace, and not by one of the pool.
                _texts.BeginPieceAsync(cancellation).AsTask().GetAwaiter().GetResult();
                while (start < end)
                {
                    var read = await content.ReadAsync(start, _piece.AsMemory(0, (int)Math.Min(_piece.Length, end - start)), cancellation);
                    if (read == 0)
                    {
                        throw new InvalidOperationException("A message is shorter than its size.");
                    }

                    _texts.Take(_piece.AsSpan(0, read));
                    start += read;
                }

                _texts.EndPieceAsync(cancellation).AsTask().GetAwaiter().GetResult();
            }
        }
        finally
        {
            _texts.End();
        }
    }

    private async ValueTask ScanAsync(IMessageContent content, CancellationToken cancellation)
    {
        _scan.Begin();
        for (long offset = 0; offset < content.Length;)
        {
            var read = await content.ReadAsync(offset, _piece, cancellation);
            if (read == 0)
            {
                throw new InvalidOperationException("A message is shorter than its size.");
            }

            _scan.Take(_piece.AsSpan(0, read));
            offset += read;
        }

        _scan.Finish();
    }
}
