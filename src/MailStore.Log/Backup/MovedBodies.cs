using System.Runtime.InteropServices;
using MailStore.Log.Bodies;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>Bodies of the cold generation, by the order in which they were first appended.</summary>
internal sealed class MovedBodies
{
    private readonly List<MovedBody> _bodies = [];
    private bool _isInOrder = true;

    /// <summary>In order; of two copies of one body the younger.</summary>
    public ReadOnlySpan<MovedBody> All
    {
        get
        {
            Order();
            return CollectionsMarshal.AsSpan(_bodies);
        }
    }

    /// <summary>Remembers a moved body.</summary>
    public void Add(SegmentWalker walker)
    {
        if (walker.Header.Type != FrameType.Moved || !BodyPayload.TryReadMoved(walker.Payload, out var body, out var type, out var inner))
        {
            return;
        }

        if (TryHead(type, inner, out var head, out var octets))
        {
            var bytes = BodyPayload.MovedHead + head;
            _bodies.Add(new(body, walker.Address, bytes, Crc32C.Compute(walker.Payload[..bytes]), octets));
            _isInOrder = false;
        }
    }

    private static bool TryHead(FrameType type, ReadOnlySpan<byte> payload, out int head, out long octets)
    {
        head = 0;
        octets = 0;
        if (type == FrameType.Body && BodyPayload.TryReadBody(payload, out var change, out var inFrame))
        {
            head = change.End.GetOffset(payload.Length);
            octets = payload[inFrame].Length;
            return true;
        }

        if (type == FrameType.BodyMap && BodyPayload.TryReadMap(payload, out _, out var chunks))
        {
            head = payload.Length;
            octets = chunks!.Length;
            return true;
        }

        return false;
    }

    private void Order()
    {
        if (_isInOrder)
        {
            return;
        }

        // Later segments, and later places in them, hold the younger copies.
        _bodies.Sort((one, other) => one.Body != other.Body ? one.Body.Value.CompareTo(other.Body.Value) : one.Place.Value.CompareTo(other.Place.Value));
        var kept = 0;
        for (var i = 0; i < _bodies.Count; i++)
        {
            if (i + 1 == _bodies.Count || _bodies[i + 1].Body != _bodies[i].Body)
            {
                _bodies[kept++] = _bodies[i];
            }
        }

        _bodies.RemoveRange(kept, _bodies.Count - kept);
        _isInOrder = true;
    }
}
