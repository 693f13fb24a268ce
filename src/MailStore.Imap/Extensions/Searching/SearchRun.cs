using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Goes through the mailbox, message by message, as far as the wish needs it.</summary>
internal sealed class SearchRun(ImapSession session, SearchProgram program, SearchInside inside)
{
    private const int BatchMessages = 64;

    private readonly SelectedMailbox _selected = session.Selected!;
    private readonly Progress _progress = new(session.Services.Clock);

    public async ValueTask<SearchFindings> RunAsync(SearchWish wish)
    {
        var findings = new SearchFindings();
        var batch = ArrayPool<MessageEntry>.Shared.Rent(BatchMessages);
        try
        {
            if (!wish.IsOfEnds)
            {
                await ForwardAsync(batch, findings, stopsAtFirst: false);
                return findings;
            }

            if (wish.Wants(SearchItems.Min))
            {
                await ForwardAsync(batch, findings, stopsAtFirst: true);
            }

            if (wish.Wants(SearchItems.Max))
            {
                await BackwardAsync(batch, findings);
            }

            return findings;
        }
        finally
        {
            ArrayPool<MessageEntry>.Shared.Return(batch);
        }
    }

    private async ValueTask ForwardAsync(MessageEntry[] batch, SearchFindings findings, bool stopsAtFirst)
    {
        for (var sequence = 1; sequence <= _selected.View.Count;)
        {
            var read = _selected.View.Read(sequence, batch.AsSpan(0, BatchMessages));
            for (var at = 0; at < read; at++)
            {
                if (await IsFoundAsync(batch[at]))
                {
                    findings.Add(batch[at]);
                    if (stopsAtFirst)
                    {
                        return;
                    }
                }
            }

            sequence += read;
        }
    }

    /// <summary>Looks for the last one, and not before one that is found already.</summary>
    private async ValueTask BackwardAsync(MessageEntry[] batch, SearchFindings findings)
    {
        for (var end = _selected.View.Count; end > 0;)
        {
            var start = Math.Max(1, end - BatchMessages + 1);
            var read = _selected.View.Read(start, batch.AsSpan(0, end - start + 1));
            for (var at = read - 1; at >= 0; at--)
            {
                if (findings.Count > 0 && batch[at].Uid <= findings.First)
                {
                    return;
                }

                if (await IsFoundAsync(batch[at]))
                {
                    findings.Add(batch[at]);
                    return;
                }
            }

            end = start - 1;
        }
    }

    private ValueTask<bool> IsFoundAsync(in MessageEntry entry)
    {
        var verdict = program.Judge(entry, answers: []);
        return verdict == Verdict.Unknown ? LookInsideAsync(entry) : new(verdict == Verdict.Yes);
    }

    private async ValueTask<bool> LookInsideAsync(MessageEntry entry)
    {
        await _progress.TellAsync(session, _selected.View.SequenceOf(entry.Uid), _selected.View.Count);
        using var content = await _selected.View.OpenAsync(entry.Uid)
            ?? throw new InvalidOperationException("A view lost a message that it numbers.");
        inside.Open(content);
        await inside.LookAtHeaderAsync(entry.InternalDate);
        var verdict = program.Judge(entry, inside.Answers);
        if (verdict == Verdict.Unknown)
        {
            await inside.LookAtBodyAsync();
            verdict = program.Judge(entry, inside.Answers);
        }

        return verdict == Verdict.Yes;
    }
}
