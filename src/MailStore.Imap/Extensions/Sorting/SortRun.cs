using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Mime.Fields;
using MailStore.Mime.Headers;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>Orders the messages that a search found.</summary>
internal sealed class SortRun(ImapSession session, IReadOnlyList<SortWord> words, IOpenedMessage message)
{
    private readonly IMailboxView _view = session.Selected!.View;
    private readonly OctetBuffer _envelope = new();
    private readonly MessageTexts _texts = new();
    private readonly bool _isOfEntries = words.All(word => word.Key is SortKeyKind.Arrival or SortKeyKind.Size or SortKeyKind.Relevancy);
    private readonly Progress _progress = new(session.Services.Clock);

    public async ValueTask<SortedMessage[]> RunAsync(UidSet found, ReadOnlyMemory<byte> relevancies = default)
    {
        var messages = new SortedMessage[found.Count];
        var count = 0;
        foreach (var uid in found.Each())
        {
            messages[count] = await ReadAsync(uid);
            messages[count].Relevancy = relevancies.IsEmpty ? 0 : relevancies.Span[count];
            count++;
            if (!_isOfEntries)
            {
                await _progress.TellAsync(session, count, messages.Length);
            }
        }

        Array.Sort(messages, new SortOrder(words));
        return messages;
    }

    /// <summary>What a message is ordered by.</summary>
    public async ValueTask<SortedMessage> ReadAsync(Uid uid)
    {
        if (!_view.TryRead(uid, out var entry))
        {
            throw new InvalidOperationException("A view lost a message that it numbers.");
        }

        var sorted = new SortedMessage { Uid = uid, ModSeq = entry.ModSeq, Arrival = entry.InternalDate.UtcTicks, Size = entry.Size };
        if (!_isOfEntries)
        {
            await ReadAsync(sorted, entry.InternalDate);
        }

        return sorted;
    }

    private async ValueTask ReadAsync(SortedMessage sorted, DateTimeOffset received)
    {
        _envelope.Clear();
        await message.OpenAsync(_view, sorted.Uid, isOfFacts: true);
        await message.WriteEnvelopeAsync(_envelope);
        message.Close();
        _texts.Envelope.Read(_envelope.Octets);
        foreach (var word in words)
        {
            Read(sorted, word.Key, received);
        }
    }

    private void Read(SortedMessage sorted, SortKeyKind key, DateTimeOffset received)
    {
        switch (key)
        {
            case SortKeyKind.Date:
                sorted.Sent = _texts.Sent(received);
                break;
            case SortKeyKind.Subject:
                sorted.Subject = _texts.Subject(out _);
                break;
            case SortKeyKind.Cc:
                sorted.Cc = _texts.Mailbox(EnvelopeRole.Cc);
                break;
            case SortKeyKind.From:
                sorted.From = _texts.Mailbox(EnvelopeRole.From);
                break;
            case SortKeyKind.To:
                sorted.To = _texts.Mailbox(EnvelopeRole.To);
                break;
            case SortKeyKind.Displayfrom:
                sorted.DisplayFrom = _texts.Name(EnvelopeRole.From);
                break;
            case SortKeyKind.Displayto:
                sorted.DisplayTo = _texts.Name(EnvelopeRole.To);
                break;
            default:
                break;
        }
    }
}
