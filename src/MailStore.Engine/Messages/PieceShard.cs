using System.Buffers;
using System.Numerics;
using MailStore.Log.Records;

namespace MailStore.Engine.Messages;

/// <summary>
/// A part of <see cref="PieceCache"/>: a ring of octets, where a new piece overwrites the oldest, and a table that says where a piece lies. An entry whose
/// octets were overwritten is as good as none, so nothing is ever taken out.
/// </summary>
internal sealed class PieceShard(int bytes)
{
    /// <summary>Entries next to each other that a piece may have; the oldest goes.</summary>
    private const int Ways = 4;

    /// <summary>As the facts and asked fields of usual mail are.</summary>
    private const int UsualPieceBytes = 256;

    private readonly Lock _gate = new();
    private byte[]? _ring;
    private Entry[] _entries = [];

    // Written since the start; where that is in the ring is the rest of a division.
    private long _written;

    public bool TryRead(uint hash, LogAddress body, UInt128 kind, IBufferWriter<byte> into)
    {
        lock (_gate)
        {
            foreach (ref readonly var entry in SetOf(hash))
            {
                if (entry.Body == body && entry.Kind == kind && IsThere(entry))
                {
                    into.Write(_ring.AsSpan((int)(entry.At % bytes), entry.Length));
                    return true;
                }
            }
        }

        return false;
    }

    public void Keep(uint hash, LogAddress body, UInt128 kind, ReadOnlySpan<byte> octets)
    {
        lock (_gate)
        {
            if (_ring is null)
            {
                _ring = GC.AllocateUninitializedArray<byte>(bytes);
                _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)(bytes / UsualPieceBytes))];
            }

            // A piece lies in one piece.
            var room = bytes - (int)(_written % bytes);
            _written += room < octets.Length ? room : 0;
            octets.CopyTo(_ring.AsSpan((int)(_written % bytes)));
            OldestOf(SetOf(hash)) = new(body, kind, _written, octets.Length);
            _written += octets.Length;
        }
    }

    private bool IsThere(in Entry entry) => entry.Length > 0 && entry.At + bytes >= _written;

    // The low bits have said which shard it is.
    private Span<Entry> SetOf(uint hash) => _entries.Length == 0 ? [] : _entries.AsSpan((int)((hash >> 4) & (uint)((_entries.Length / Ways) - 1)) * Ways, Ways);

    private static ref Entry OldestOf(Span<Entry> set)
    {
        ref var oldest = ref set[0];
        foreach (ref var entry in set)
        {
            if (entry.At < oldest.At || entry.Length == 0)
            {
                oldest = ref entry;
            }
        }

        return ref oldest;
    }

    private readonly record struct Entry(LogAddress Body, UInt128 Kind, long At, int Length);
}
