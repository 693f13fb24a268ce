using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Columns;

/// <summary>Makes columns of messages, one after the other.</summary>
public sealed class ColumnBuilder(CollationKey keyOf)
{
    private readonly MessageTexts _message = new(keyOf);
    private readonly OctetBuffer _envelope = new();
    private readonly List<uint> _uids = [];
    private readonly List<long> _sent = [];
    private readonly List<bool> _replies = [];
    private readonly List<ulong> _own = [];
    private readonly List<ulong[]> _references = [];
    private readonly Dictionary<byte[], int>[] _keys = [.. Enumerable.Range(0, MessageColumns.TextRoles).Select(_ => new Dictionary<byte[], int>(OctetsEquality.Comparer))];
    private readonly List<int>[] _codes = [.. Enumerable.Range(0, MessageColumns.TextRoles).Select(_ => new List<int>())];

    /// <summary>Rows so far.</summary>
    public int Count => _uids.Count;

    /// <summary>What the facts tell is enough: the header is not looked at.</summary>
    public static bool IsEnough(ReadOnlySpan<byte> facts)
    {
        var stored = new StoredFacts(facts);
        return stored.TryGet(FactsSection.Envelope, out _) && stored.TryGet(FactsSection.Fields, out _);
    }

    /// <param name="received">When it came.</param>
    /// <param name="header">Of the message, where the facts are not enough.</param>
    /// <param name="facts">What was stored with it; they may be empty.</param>
    public void Add(uint uid, DateTimeOffset received, ReadOnlySpan<byte> header, ReadOnlySpan<byte> facts)
    {
        var stored = new StoredFacts(facts);
        if (!stored.TryGet(FactsSection.Envelope, out var envelope))
        {
            _envelope.Clear();
            EnvelopeWriter.Write(header, _envelope);
            envelope = _envelope.Octets;
        }

        _message.Read(envelope, stored.TryGet(FactsSection.Fields, out var fields) ? fields : header);
        var isReply = false;
        for (var role = 0; role < MessageColumns.TextRoles; role++)
        {
            var key = _message.Key((TextRole)role, ref isReply);
            if (!_keys[role].TryGetValue(key, out var code))
            {
                code = _keys[role].Count;
                _keys[role].Add(key, code);
            }

            _codes[role].Add(code);
        }

        _uids.Add(uid);
        _sent.Add(_message.Sent(received));
        _replies.Add(isReply);
        _own.Add(_message.OwnId());
        _references.Add([.. _message.References]);
    }

    /// <summary>All rows, which must have come in the order of their UIDs.</summary>
    public MessageColumns Build() =>
        new([.. _uids], [.. _sent], [.. _replies], [.. _keys.Select((keys, role) => Sorted(keys, _codes[role]))], IdColumn.Of(_own, _references));

    /// <summary>The same in its form on disk.</summary>
    public byte[] ToSection() => ColumnSection.Write(Build());

    private static TextColumn Sorted(Dictionary<byte[], int> keys, List<int> codes)
    {
        var sorted = keys.ToArray();
        Array.Sort(sorted, static (left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        var pool = new byte[sorted.Sum(key => key.Key.Length)];
        var ends = new int[sorted.Length];
        var remap = new int[sorted.Length];
        var used = 0;
        for (var at = 0; at < sorted.Length; at++)
        {
            sorted[at].Key.CopyTo(pool, used);
            ends[at] = used += sorted[at].Key.Length;
            remap[sorted[at].Value] = at;
        }

        return new(pool, ends, [.. codes.Select(code => remap[code])]);
    }
}
