using System.Numerics;
using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// Record of 64 chunks that follow each other, little endian:
/// <code>
///  0      presence              room x u64   of each chunk
///  8*room highest mod-sequence  room x u64   of any slot of the chunk; it may be higher than what is left has
/// </code>
/// The room is a power of two, up to 64, so that a small mailbox has a small record.
/// </summary>
internal sealed class PageRecord
{
    public const int Chunks = SequencePage.Words;
    private readonly ulong[] _presence = new ulong[Chunks];
    private readonly ulong[] _modSeqs = new ulong[Chunks];
    private readonly IndexBuffer _octets = new();
    private int _used;

    public ReadOnlySpan<ulong> Presence => _presence;

    public static IndexKey Key(MailboxId mailbox, uint number) => new(RecordKind.Page, mailbox.Value, number);

    public ModSeq MaxModSeq(int chunk) => new(_modSeqs[chunk]);

    public bool TryLoad(IIndexReader index, MailboxId mailbox, uint number)
    {
        Array.Clear(_presence);
        Array.Clear(_modSeqs);
        _used = 0;
        if (!index.TryRead(Key(mailbox, number), _octets))
        {
            return false;
        }

        var words = MemoryMarshal.Cast<byte, ulong>(_octets.Span);
        _used = words.Length / 2;
        words[.._used].CopyTo(_presence);
        words[_used..].CopyTo(_modSeqs);
        return true;
    }

    public void Set(int chunk, ulong presence)
    {
        _presence[chunk] = presence;
        _used = Math.Max(_used, chunk + 1);
    }

    public void Raise(int chunk, ModSeq modSeq)
    {
        _modSeqs[chunk] = Math.Max(_modSeqs[chunk], modSeq.Value);
        _used = Math.Max(_used, chunk + 1);
    }

    public void Put(IIndexWriter index, MailboxId mailbox, uint number)
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)_used);
        var words = MemoryMarshal.Cast<byte, ulong>(_octets.Take(2 * room * sizeof(ulong)));
        _presence.AsSpan(0, room).CopyTo(words);
        _modSeqs.AsSpan(0, room).CopyTo(words[room..]);
        index.Put(Key(mailbox, number), _octets.Span);
    }
}
