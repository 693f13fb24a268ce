using System.Runtime.InteropServices;
using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Columns;

/// <summary>Makes columns of messages, one after the other.</summary>
public sealed class ColumnBuilder(CollationKey writeKey)
{
    private readonly MessageTexts _message = new(writeKey);
    private readonly OctetBuffer _envelope = new();
    private readonly OctetBuffer _key = new();
    private readonly List<uint> _uids = [];
    private readonly List<long> _sent = [];
    private readonly List<bool> _replies = [];
    private readonly List<ulong> _own = [];
    private readonly List<ulong> _references = [];
    private readonly List<int> _referencesFrom = [0];
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>>[] _keys =
        [.. Enumerable.Range(0, MessageColumns.TextRoles).Select(_ => new Dictionary<byte[], int>(OctetsEquality.Comparer).GetAlternateLookup<ReadOnlySpan<byte>>())];
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
            _key.Clear();
            _message.WriteKey((TextRole)role, _key, ref isReply);
            ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys[role], _key.Octets, out var isThere);
            code = isThere ? code : _keys[role].Dictionary.Count - 1;
            _codes[role].Add(code);
        }

        _uids.Add(uid);
        _sent.Add(_message.Sent(received));
        _replies.Add(isReply);
        _own.Add(_message.OwnId());
        _references.AddRange(_message.References);
        _referencesFrom.Add(_references.Count);
    }

    /// <summary>All rows, which must have come in the order of their UIDs.</summary>
    public MessageColumns Build() =>
        new([.. _uids], [.. _sent], [.. _replies], [.. _keys.Select((keys, role) => Sorted(keys.Dictionary, _codes[role]))], IdColumn.Of(CollectionsMarshal.AsSpan(_own), CollectionsMarshal.AsSpan(_references), [.. _referencesFrom]));

    /// <summary>The same in its form on disk, by the number of the piece.</summary>
    public byte[][] ToPieces() => ColumnSection.Write(Build());

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
