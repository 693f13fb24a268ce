using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Asks the store what it knows, and opens the messages that it does not know of, as far as the wish needs it.</summary>
internal sealed class SearchRun(ImapSession session, IMailboxView view, SearchQuery query, IOpenedMessage message, CancellationToken cancellation)
{
    private const int BatchMessages = 64;

    private readonly SearchProgram _program = new(query.All, view);
    private readonly SearchInside _inside = new(query.Questions, message, session.Services.Extraction, cancellation);
    private readonly Progress _progress = new(session.Services.Clock, cancellation);
    private bool _ranks;
    private bool _isUnsure;
    private long _opened;
    private long _confirmed;

    /// <returns>Null if it cannot be said: what decides is in an attachment that cannot be read now.</returns>
    public async ValueTask<SearchFindings?> RunAsync(SearchWish wish)
    {
        var findings = new SearchFindings();
        _ranks = wish.Wants(SearchItems.Relevancy);
        var answer = await view.SearchAsync(new SearchTranslation(query.Questions).Of(query.All), session.Services.Trace, cancellation);
        if (_ranks)
        {
            // How well a message fits only it can tell, also where it is certain that it does.
            answer = new(UidSet.Empty, answer.Found.Union(answer.Open));
        }

        var start = session.Services.Clock.GetTimestamp();
        await FindAsync(answer, findings, wish);
        session.Services.Trace?.Add(new(0, "messages opened", _opened, _confirmed, 0, session.Services.Clock.GetElapsedTime(start)));
        return _isUnsure ? null : findings;
    }

    private async ValueTask FindAsync(SearchAnswer answer, SearchFindings findings, SearchWish wish)
    {
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        try
        {
            if (answer.Open.IsEmpty && !query.WantsModSeq)
            {
                // All is known.
                findings.Take(answer.Found);
                return;
            }

            if (!wish.IsOfEnds)
            {
                await ForwardAsync(answer, batch, findings, stopsAtFirst: false);
                return;
            }

            if (wish.Wants(SearchItems.Min))
            {
                await ForwardAsync(answer, batch, findings, stopsAtFirst: true);
            }

            if (wish.Wants(SearchItems.Max) && !_isUnsure)
            {
                await BackwardAsync(answer, batch, findings);
            }
        }
        finally
        {
            ArrayPool<MessageEntry>.Shared.Return(batch);
        }
    }

    private async ValueTask ForwardAsync(SearchAnswer answer, MessageEntry[] batch, SearchFindings findings, bool stopsAtFirst)
    {
        for (int found = 0, open = 0; TryNext(answer, ref found, ref open, out var range, out var isFound);)
        {
            if (isFound && !query.WantsModSeq && !stopsAtFirst)
            {
                findings.Add(range);
                continue;
            }

            var sequence = view.SequenceOf(range.First);
            for (var end = sequence + range.Count; sequence < end;)
            {
                var read = view.Read(sequence, batch.AsSpan(0, (int)Math.Min(BatchMessages, end - sequence)));
                if (read == 0)
                {
                    // The mailbox is being deleted.
                    return;
                }

                for (var at = 0; at < read; at++)
                {
                    var isMatch = isFound || await IsFoundAsync(batch[at]);
                    if (_isUnsure)
                    {
                        return;
                    }

                    if (isMatch)
                    {
                        findings.Add(batch[at]);
                        if (_ranks)
                        {
                            findings.AddRelevancy(await RelevancyAsync(batch[at]));
                        }

                        if (stopsAtFirst)
                        {
                            return;
                        }
                    }
                }

                sequence += read;
            }
        }
    }

    /// <summary>Looks for the last one, and not before one that is found already.</summary>
    private async ValueTask BackwardAsync(SearchAnswer answer, MessageEntry[] batch, SearchFindings findings)
    {
        int found = answer.Found.Ranges.Length - 1, open = answer.Open.Ranges.Length - 1;
        while (TryNextBack(answer, ref found, ref open, out var range, out var isFound))
        {
            var start = view.SequenceOf(range.First);
            for (var end = start + (int)range.Count - 1; end >= start;)
            {
                var first = Math.Max(start, end - BatchMessages + 1);
                var read = view.Read(first, batch.AsSpan(0, end - first + 1));
                for (var at = read - 1; at >= 0; at--)
                {
                    if (findings.Count > 0 && batch[at].Uid <= findings.First)
                    {
                        return;
                    }

                    var isMatch = isFound || await IsFoundAsync(batch[at]);
                    if (isMatch)
                    {
                        findings.Add(batch[at]);
                    }

                    if (isMatch || _isUnsure)
                    {
                        return;
                    }
                }

                end = first - 1;
            }
        }
    }

    // The two sets have nothing in common.
    private static bool TryNext(in SearchAnswer answer, ref int found, ref int open, out UidRange range, out bool isFound)
    {
        var (certain, uncertain) = (answer.Found.Ranges, answer.Open.Ranges);
        isFound = found < certain.Length && (open >= uncertain.Length || certain[found].First < uncertain[open].First);
        range = isFound ? certain[found++] : open < uncertain.Length ? uncertain[open++] : default;
        return !range.First.IsNone;
    }

    private static bool TryNextBack(in SearchAnswer answer, ref int found, ref int open, out UidRange range, out bool isFound)
    {
        var (certain, uncertain) = (answer.Found.Ranges, answer.Open.Ranges);
        isFound = found >= 0 && (open < 0 || certain[found].First > uncertain[open].First);
        range = isFound ? certain[found--] : open >= 0 ? uncertain[open--] : default;
        return !range.First.IsNone;
    }

    private ValueTask<bool> IsFoundAsync(in MessageEntry entry)
    {
        var verdict = _program.Judge(entry, answers: []);
        return verdict == Verdict.Unknown ? LookInsideAsync(entry) : new(verdict == Verdict.Yes);
    }

    private async ValueTask<bool> LookInsideAsync(MessageEntry entry)
    {
        await _progress.TellAsync(session, view.SequenceOf(entry.Uid), view.Count);
        using var content = await view.OpenAsync(entry.Uid, cancellation)
            ?? throw new InvalidOperationException("A view lost a message that it numbers.");
        _inside.Open(content);
        await _inside.LookAtHeaderAsync(entry.InternalDate);
        var verdict = _program.Judge(entry, _inside.Answers);
        if (verdict == Verdict.Unknown)
        {
            await LookAtBodyAsync(entry);
            verdict = _program.Judge(entry, _inside.Answers);
        }

        _isUnsure |= verdict == Verdict.Unknown;
        _opened++;
        _confirmed += verdict == Verdict.Yes ? 1 : 0;
        return verdict == Verdict.Yes;
    }

    private ValueTask LookAtBodyAsync(in MessageEntry entry) => _progress.AwaitAsync(_inside.LookAtBodyAsync(), session, view.SequenceOf(entry.Uid), view.Count);

    private async ValueTask<int> RelevancyAsync(MessageEntry entry)
    {
        await _progress.TellAsync(session, view.SequenceOf(entry.Uid), view.Count);
        using var content = await view.OpenAsync(entry.Uid, cancellation)
            ?? throw new InvalidOperationException("A view lost a message that it numbers.");
        _inside.Open(content);
        await _inside.LookAtHeaderAsync(entry.InternalDate);
        await LookAtBodyAsync(entry);
        return _program.Relevancy(entry, _inside.Answers);
    }
}
