using System.Numerics;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>Goes through messages that a sequence numbers, from a UID on; each chunk is read once.</summary>
internal ref struct SlotRun
{
    private readonly Mailbox _mailbox;
    private readonly UidSequence _sequence;
    private readonly SlotChunk _chunk;
    private MessageSlot _current;
    private uint _number;
    private ulong _left;

    public SlotRun(Mailbox mailbox, UidSequence sequence, Uid from, SlotChunk chunk)
    {
        (_mailbox, _sequence, _chunk) = (mailbox, sequence, chunk);
        Enter(SlotChunk.NumberOf(from));
        _left &= ulong.MaxValue << SlotChunk.BitOf(from);
    }

    public readonly MessageSlot Current => _current;

    public bool MoveNext()
    {
        while (_left != 0 || EnterNext())
        {
            var bit = BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            if (TryGet(bit))
            {
                return true;
            }
        }

        return false;
    }

    // A slot of the chunk as it is now, or of what went out of it.
    private bool TryGet(int bit)
    {
        var uid = SlotChunk.UidOf(_number, bit);
        if (!_chunk.Has(bit))
        {
            return _mailbox.Ghosts.TryFind(uid, out _current);
        }

        ref var record = ref _chunk.At(bit);
        _current = record.ToSlot(uid, record.HasMoreKeywords ? KeywordRecords.LoadMore(_mailbox.Host.Index, _mailbox.Id, uid) : []);
        return true;
    }

    private bool EnterNext()
    {
        var next = _sequence.NextChunk(_number + 1);
        if (next == UidSequence.NoChunk)
        {
            return false;
        }

        Enter(next);
        return true;
    }

    private void Enter(uint number)
    {
        _number = number;
        _left = _sequence.WordOf(number);
        _chunk.TryLoad(_mailbox.Host.Index, _mailbox.Id, number);
    }
}
