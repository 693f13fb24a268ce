using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Messages;

/// <summary>A set of UIDs chunk by chunk, each chunk once with the bits of all its UIDs.</summary>
internal struct ChunkMasks(UidSet uids)
{
    private readonly UidRanges _ranges = uids.Ranges;
    private int _range;
    private uint _next;

    public uint Number { get; private set; }

    public ulong Bits { get; private set; }

    public bool MoveNext()
    {
        if (_range == _ranges.Length)
        {
            return false;
        }

        Number = Math.Max(_next, SlotChunk.NumberOf(_ranges[_range].First));
        Bits = 0;
        while (_range < _ranges.Length && SlotChunk.NumberOf(_ranges[_range].First) <= Number)
        {
            Bits |= UidSequence.Mask(Number, _ranges[_range]);
            if (SlotChunk.NumberOf(_ranges[_range].Last) > Number)
            {
                break;
            }

            _range++;
        }

        _next = Number + 1;
        return true;
    }
}
