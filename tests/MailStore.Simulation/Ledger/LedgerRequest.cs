using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Simulation.Ledger;

internal sealed class LedgerRequest : VolumeRequest
{
    private readonly LedgerOp _op;
    private readonly LedgerHistory _history;
    private readonly ChunkList? _chunks;
    private int _place;
    private bool _isDone;

    public LedgerRequest(LedgerOp op, LedgerHistory history, ChunkList? chunks = null)
    {
        _op = op;
        _history = history;
        _chunks = chunks;
        history.Submitted();
    }

    public override int BytesHint => 512 + (_chunks == null ? _op.BodyBytes : 0);

    protected internal override void Decide(IBatch batch)
    {
        var book = new LedgerBook(batch.Index, batch.Bodies);
        if (!book.Allows(_op))
        {
            return;
        }

        _place = _history.Decide(_op);
        for (var part = 0; part < _op.Parts; part++)
        {
            book.Apply(_op, part, Append(batch, part), _op.BodyBytes);
        }
    }

    protected internal override void Committed()
    {
        Finish();
        _history.Acknowledge(_place);
    }

    protected internal override void Failed(Exception fault)
    {
        Finish();
        _history.Fail();
    }

    /// <summary>The volume did not take it.</summary>
    public void Withdraw()
    {
        Finish();
        _history.Fail();
    }

    private LogAddress Append(IBatch batch, int part)
    {
        var change = LedgerChange.Encode(_op, part);
        if (_chunks != null)
        {
            return batch.AppendBody(change, _chunks);
        }

        return _op.Verb == LedgerVerb.Deliver ? batch.AppendBody(change, Pieces(_op.Body())) : batch.AppendChange(change);
    }

    // Two pieces, as a body arrives in.
    private static ReadOnlySequence<byte> Pieces(byte[] body)
    {
        if (body.Length < 2)
        {
            return new(body);
        }

        var first = new Piece(body.AsMemory(0, body.Length / 2), null);
        var last = new Piece(body.AsMemory(body.Length / 2), first);
        return new(first, 0, last, last.Memory.Length);
    }

    private void Finish()
    {
        if (_isDone)
        {
            throw new LedgerException($"op {_op.Number} was told twice how it ended");
        }

        _isDone = true;
        _chunks?.Dispose();
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before != null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + before.Memory.Length;
            }
        }
    }
}
