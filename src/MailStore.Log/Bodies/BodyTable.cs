using System.Buffers.Binary;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Bodies;

/// <summary>
/// References of bodies and live octets of segments, as records of the index. The writer's alone: what it counts within a batch
/// is put with the batch by <see cref="Flush"/>.
/// </summary>
internal sealed class BodyTable(IIndexWriter index) : IBodyTable
{
    private readonly Dictionary<uint, SegmentRecord> _segments = [];
    private readonly HashSet<uint> _changed = [];
    private readonly IndexBuffer _buffer = new();

    public void Retain(LogAddress body)
    {
        var record = Find(body);
        Invariant.Holds(record.References > 0);
        Put(body, record with { References = checked(record.References + 1) });
    }

    public bool Release(LogAddress body, long octets)
    {
        var record = Find(body);
        Invariant.Holds(record.References > 0);
        record = record with { References = record.References - 1 };

        // One reference and where its id says: as if it had never been recorded.
        if (record.References == 1 && record.Place == body && record.Runs.Length == 0)
        {
            index.Delete(LogKeys.Body(body));
            return false;
        }

        Put(body, record);
        if (record.References > 0)
        {
            return false;
        }

        if (record.Runs.Length == 0)
        {
            Count(record.Place.Segment, -octets);
        }

        foreach (var run in record.Runs)
        {
            Count(run.Segment, -run.Octets);
        }

        return true;
    }

    /// <summary>A segment that was begun.</summary>
    public void Begun(uint segment)
    {
        _segments[segment] = new SegmentRecord();
        _changed.Add(segment);
    }

    /// <summary>A body in one frame.</summary>
    public void Appended(LogAddress body, long octets) => Count(body.Segment, octets);

    /// <summary>A body of chunks.</summary>
    public void Appended(LogAddress body, ChunkList chunks)
    {
        var runs = RunsOf(chunks);
        foreach (var run in runs)
        {
            Count(run.Segment, run.Octets);
            Segment(run.Segment).ChunkedBodies.Add(body);
        }

        Put(body, new BodyRecord(1, body, runs));
    }

    /// <summary>A segment of the cold generation, from the first relocation into it. Its number is never given again.</summary>
    public void BegunCold(uint segment)
    {
        if (_segments.ContainsKey(segment) || index.TryRead(LogKeys.Segment(segment), _buffer))
        {
            return;
        }

        Begun(segment);
        var next = (segment & ~LogAddress.ColdSegment(0)) + 1;
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.Take(sizeof(uint)), next);
        index.Put(LogKeys.NextCold, _buffer.Span);
    }

    /// <summary>Whether a body that was copied still lies where it was copied from; dead ones and those that moved stay.</summary>
    public bool IsMovable(in BodyMove move)
    {
        var record = Find(move.Body);
        return record.References > 0 && record.Place == move.From;
    }

    public bool TryRelocate(in BodyMove move)
    {
        var record = Find(move.Body);
        if (record.References == 0 || record.Place != move.From)
        {
            return false;
        }

        var target = move.To.Segment;
        if (record.Runs.Length == 0)
        {
            Count(record.Place.Segment, -move.Octets);
            Count(target, move.Octets);
            Put(move.Body, record with { Place = move.To });
            return true;
        }

        foreach (var run in record.Runs)
        {
            Count(run.Segment, -run.Octets);
            Segment(run.Segment).ChunkedBodies.Remove(move.Body);
        }

        Count(target, move.Octets);
        Segment(target).ChunkedBodies.Add(move.Body);
        Put(move.Body, record with { Place = move.To, Runs = [new SegmentRun(target, move.Octets)] });
        return true;
    }

    /// <summary>A body of which only the moved copy is left.</summary>
    public void Recovered(LogAddress body, LogAddress place, long octets, bool isMap)
    {
        Count(place.Segment, octets);
        if (isMap)
        {
            Segment(place.Segment).ChunkedBodies.Add(body);
        }

        Put(body, new BodyRecord(1, place, isMap ? [new SegmentRun(place.Segment, octets)] : []));
    }

    /// <summary>Forgets a dead body, since the place where it lay last goes.</summary>
    public void Bury(LogAddress body)
    {
        Invariant.Holds(Find(body).References == 0);
        index.Delete(LogKeys.Body(body));
    }

    /// <summary>Whether a dead body lies there, so that it can be buried.</summary>
    public bool IsBuriable(LogAddress body, uint segment) =>
        index.TryRead(LogKeys.Body(body), _buffer) && BodyRecord.Read(_buffer.Span) is { References: 0 } record && record.Place.Segment == segment;

    public bool IsEmpty(uint segment) => Segment(segment).LiveOctets == 0;

    /// <summary>From here on the file may go.</summary>
    public void Retire(uint segment)
    {
        var record = Segment(segment);
        Invariant.Holds(record.LiveOctets <= 0);
        record.Retire();
        _changed.Add(segment);
    }

    /// <summary>Puts what was counted. The same calls in the same order put the same, so replay ends where the writer did.</summary>
    public void Flush()
    {
        foreach (var segment in _changed)
        {
            var record = _segments[segment];
            record.Write(_buffer.Take(record.Bytes));
            index.Put(LogKeys.Segment(segment), _buffer.Span);
        }

        _changed.Clear();
    }

    private static SegmentRun[] RunsOf(ChunkList chunks)
    {
        var octets = new SortedDictionary<uint, long>();
        var left = chunks.Length;
        foreach (var address in chunks.Addresses)
        {
            var size = Math.Min(left, chunks.ChunkBytes);
            octets[address.Segment] = octets.GetValueOrDefault(address.Segment) + size;
            left -= size;
        }

        return [.. octets.Select(pair => new SegmentRun(pair.Key, pair.Value))];
    }

    private BodyRecord Find(LogAddress body) =>
        index.TryRead(LogKeys.Body(body), _buffer) ? BodyRecord.Read(_buffer.Span) : BodyRecord.Fresh(body);

    private void Put(LogAddress body, BodyRecord record)
    {
        record.Write(_buffer.Take(record.Bytes));
        index.Put(LogKeys.Body(body), _buffer.Span);
    }

    private void Count(uint segment, long octets)
    {
        var record = Segment(segment);
        record.LiveOctets += octets;
        Invariant.Holds(record.LiveOctets >= 0);
        _changed.Add(segment);
    }

    private SegmentRecord Segment(uint segment)
    {
        if (_segments.TryGetValue(segment, out var record))
        {
            return record;
        }

        Invariant.Holds(index.TryRead(LogKeys.Segment(segment), _buffer));
        record = SegmentRecord.Read(_buffer.Span);
        _segments.Add(segment, record);
        return record;
    }
}
