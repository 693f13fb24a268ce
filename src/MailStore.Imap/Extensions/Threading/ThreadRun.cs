using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Session;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Reads what THREAD goes by out of the messages that were found.</summary>
/// <param name="withReferences">Ids matter, and not the subject alone.</param>
internal sealed class ThreadRun(ImapSession session, IOpenedMessage message, bool withReferences)
{
    private readonly IMailboxView _view = session.Selected!.View;
    private readonly OctetBuffer _octets = new();
    private readonly MessageTexts _texts = new();
    private readonly List<ulong> _ids = [];
    private readonly Progress _progress = new(session.Services.Clock);

    public async ValueTask<List<ThreadedMessage>> RunAsync(UidSet found)
    {
        var messages = new List<ThreadedMessage>((int)found.Count);
        foreach (var uid in found.Each())
        {
            if (!_view.TryRead(uid, out var entry))
            {
                throw new InvalidOperationException("A view lost a message that it numbers.");
            }

            _octets.Clear();
            await message.OpenAsync(_view, uid, isOfFacts: true);
            await message.WriteEnvelopeAsync(_octets);
            _texts.Envelope.Read(_octets.Octets);
            if (withReferences)
            {
                _octets.Clear();
                await message.WriteReferencesAsync(_octets);
                ReadReferences();
            }

            message.Close();
            messages.Add(Make(entry));
            await _progress.TellAsync(session, messages.Count, found.Count);
        }

        return messages;
    }

    private ThreadedMessage Make(in MessageEntry entry) => new()
    {
        Uid = entry.Uid,
        Sent = _texts.Sent(entry.InternalDate),
        Subject = _texts.Subject(out var isReplyOrForward),
        IsReplyOrForward = isReplyOrForward,
        Id = withReferences ? OwnId() : 0,
        References = [.. _ids],
    };

    private ulong OwnId()
    {
        using var frame = new ValueFrame(_texts.Envelope.MessageId, stackalloc byte[ValueFrame.UsualRoom]);
        return MessageIdReader.OwnId(frame.Frame);
    }

    // RFC 5256 §3: where References has no id, the first one of In-Reply-To.
    private void ReadReferences()
    {
        _ids.Clear();
        for (var fields = new FieldWalk(_octets.Octets); fields.MoveTo("References"u8);)
        {
            _ids.Clear();
            Add(fields.Value, idsMax: int.MaxValue);
        }

        if (_ids.Count == 0)
        {
            Add(_texts.Envelope.InReplyTo, idsMax: 1);
        }
    }

    private void Add(ReadOnlySpan<byte> value, int idsMax)
    {
        using var frame = new ValueFrame(value, stackalloc byte[ValueFrame.UsualRoom]);
        var ids = new MessageIdReader(frame.Frame);
        while (_ids.Count < idsMax && ids.MoveNext())
        {
            _ids.Add(ids.Current);
        }
    }
}
