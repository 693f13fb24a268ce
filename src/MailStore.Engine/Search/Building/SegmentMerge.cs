using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;
using MailStore.Mime.Columns;

namespace MailStore.Engine.Search.Building;

/// <summary>Makes one segment of several whose UIDs follow each other, without the messages that are gone. Of each it has a block in memory, and nothing else but numbers.</summary>
internal sealed class SegmentMerge
{
    private const int TermBytesMax = IndexingSink.ValueBytesMax;
    private const int TermsPerPause = 64;

    private readonly IReadOnlyList<SegmentFile> _sources;
    private readonly Func<Uid, bool> _exists;
    private readonly int[][] _numbers;
    private readonly List<Uid> _uids = [];

    /// <param name="sources">In the order of their UIDs.</param>
    /// <param name="exists">Those that are gone are left out.</param>
    public SegmentMerge(IReadOnlyList<SegmentFile> sources, Func<Uid, bool> exists)
    {
        (_sources, _exists) = (sources, exists);
        _numbers = new int[sources.Count][];
        for (var source = 0; source < sources.Count; source++)
        {
            var uids = sources[source].Documents.ToUids();
            _numbers[source] = new int[uids.Length];
            for (var at = 0; at < uids.Length; at++)
            {
                _numbers[source][at] = exists(uids[at]) ? _uids.Count : -1;
                if (_numbers[source][at] >= 0)
                {
                    _uids.Add(uids[at]);
                }
            }
        }
    }

    public UidRange Uids => new(_sources[0].Name.Uids.First, _sources[^1].Name.Uids.Last);

    /// <param name="pause">Asked between some terms: it may wait, or cancel.</param>
    public void Write(IStorage storage, Action pause)
    {
        var last = _sources[^1].Head;

        // All have the same: others are not merged but made again.
        using var writer = new SegmentWriter(storage, new(last.Name.Mailbox, Uids));
        for (var kind = SectionKind.BodyTerms; kind <= SectionKind.SubjectValues; kind++)
        {
            WriteTerms(writer, kind, pause);
        }

        WriteNumbers(writer);
        writer.WriteRecipe(_sources[0].Recipe);
        writer.WriteColumns(ColumnSection.Merge([.. _sources.Select(source => source.ReadColumns((uint)ColumnSet.All))], uid => _exists(new(uid))));
        writer.Finish(_uids.Count, last.WitnessUid, last.WitnessSize, last.WitnessId, _sources.Sum(source => source.Head.TextBytes));
    }

    private void WriteNumbers(SegmentWriter writer)
    {
        var (days, identities) = (new List<int>(), new List<int>());
        for (var source = 0; source < _sources.Count; source++)
        {
            var numbers = _numbers[source];
            var (sourceDays, sourceIdentities) = (_sources[source].SentDays(), _sources[source].Identities());
            for (var at = 0; at < sourceDays.Length; at++)
            {
                if (numbers[at] >= 0)
                {
                    days.Add(sourceDays[at]);
                    identities.Add(sourceIdentities.Length == 0 ? 0 : (int)sourceIdentities[at]);
                }
            }
        }

        writer.WriteSection(SectionKind.Documents, DocumentTable.Of([.. _uids]).ToOctets());
        writer.WriteSection(SectionKind.SentDays, days);
        writer.WriteSection(SectionKind.Unindexed, Renumbered(static source => source.Unindexed));
        writer.WriteSection(SectionKind.Identities, identities);
        writer.WriteUnread(Renumbered(static source => source.Unread));
    }

    private List<int> Renumbered(Func<SegmentFile, int[]> of)
    {
        var kept = new List<int>();
        for (var source = 0; source < _sources.Count; source++)
        {
            foreach (var number in of(_sources[source]))
            {
                if (_numbers[source][number] >= 0)
                {
                    kept.Add(_numbers[source][number]);
                }
            }
        }

        return kept;
    }

    private void WriteTerms(SegmentWriter writer, SectionKind kind, Action pause)
    {
        var dictionary = new DictionaryWriter(writer, kind, _uids.Count);
        var cursors = new DictionaryCursor[_sources.Count];

        // Those that have terms left come first, and stay in the order of their UIDs.
        var live = new List<int>(cursors.Length);
        for (var source = 0; source < cursors.Length; source++)
        {
            cursors[source] = new(_sources[source], kind);
            if (cursors[source].MoveNext())
            {
                live.Add(source);
            }
        }

        var (messages, room, terms) = (new int[_numbers.Sum(numbers => numbers.Length)], new byte[TermBytesMax], 0);
        while (live.Count > 0)
        {
            var lowest = Lowest(cursors, live);
            var key = lowest.Key;
            var term = room.AsSpan(0, lowest.Term.Length);
            lowest.Term.CopyTo(term);
            var count = 0;
            for (var at = 0; at < live.Count; at++)
            {
                var cursor = cursors[live[at]];
                if (cursor.Key == key && cursor.Term.SequenceEqual(term))
                {
                    count += Renumber(messages.AsSpan(count, cursor.Messages(messages.AsSpan(count))), _numbers[live[at]]);
                    if (!cursor.MoveNext())
                    {
                        live.RemoveAt(at--);
                    }
                }
            }

            if (count > 0)
            {
                dictionary.Add(term, messages.AsSpan(0, count));
            }

            if (++terms % TermsPerPause == 0)
            {
                pause();
            }
        }

        dictionary.Finish();
    }

    // Those that are gone fall out.
    private static int Renumber(Span<int> messages, int[] numbers)
    {
        var used = 0;
        foreach (var message in messages)
        {
            if (numbers[message] >= 0)
            {
                messages[used++] = numbers[message];
            }
        }

        return used;
    }

    private static DictionaryCursor Lowest(DictionaryCursor[] cursors, List<int> live)
    {
        var lowest = cursors[live[0]];
        for (var at = 1; at < live.Count; at++)
        {
            var cursor = cursors[live[at]];
            if (cursor.Key < lowest.Key || (cursor.Key == lowest.Key && cursor.Term.SequenceCompareTo(lowest.Term) < 0))
            {
                lowest = cursor;
            }
        }

        return lowest;
    }
}
