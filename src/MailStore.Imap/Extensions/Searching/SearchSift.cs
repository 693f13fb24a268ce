using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Mime.Extraction;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Holds a search against some messages, and not a whole mailbox.</summary>
internal sealed class SearchSift(IMailboxView view, SearchQuery query, IOpenedMessage message, TextExtraction extraction, CancellationToken cancellation)
{
    private readonly SearchProgram _program = new(query.All, view);
    private readonly SearchInside _inside = new(query.Questions, message, extraction, cancellation);

    /// <summary>Those of them that are found; null if that cannot be said, because of an attachment that cannot be read now.</summary>
    public async ValueTask<UidSet?> RunAsync(UidSet some)
    {
        var found = new UidSetBuilder();
        foreach (var uid in some.Each())
        {
            cancellation.ThrowIfCancellationRequested();
            var verdict = view.TryRead(uid, out var entry) ? await JudgeAsync(entry) : Verdict.No;
            if (verdict == Verdict.Unknown)
            {
                return null;
            }

            if (verdict == Verdict.Yes)
            {
                found.Add(uid);
            }
        }

        return found.ToSet();
    }

    private async ValueTask<Verdict> JudgeAsync(MessageEntry entry)
    {
        var verdict = _program.Judge(entry, answers: []);
        if (verdict != Verdict.Unknown)
        {
            return verdict;
        }

        using var content = await view.OpenAsync(entry.Uid, cancellation)
            ?? throw new InvalidOperationException("A view lost a message that it numbers.");
        _inside.Open(content);
        await _inside.LookAtHeaderAsync(entry.InternalDate);
        verdict = _program.Judge(entry, _inside.Answers);
        if (verdict == Verdict.Unknown)
        {
            await _inside.LookAtBodyAsync();
            verdict = _program.Judge(entry, _inside.Answers);
        }

        return verdict;
    }
}
