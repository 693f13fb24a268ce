using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// The chunk that the writer looked at last: looking at it again, as deciding and then applying does, reads nothing. Whoever
/// changes it puts it.
/// </summary>
internal sealed class WriterChunk
{
    private readonly SlotChunk _chunk = new();
    private MailboxId _mailbox;
    private uint _number;

    public SlotChunk Open(MailboxId mailbox, uint number, IIndexReader index)
    {
        if (mailbox != _mailbox || number != _number)
        {
            _chunk.TryLoad(index, mailbox, number);
            (_mailbox, _number) = (mailbox, number);
        }

        return _chunk;
    }

    /// <summary>Puts what was opened last, or deletes its record if nothing is left.</summary>
    public void Put(IIndexWriter index)
    {
        if (_chunk.Presence == 0)
        {
            index.Delete(SlotChunk.Key(_mailbox, _number));
            Forget();
        }
        else
        {
            index.Put(SlotChunk.Key(_mailbox, _number), _chunk.Octets);
        }
    }

    public void Forget() => _mailbox = default;
}
