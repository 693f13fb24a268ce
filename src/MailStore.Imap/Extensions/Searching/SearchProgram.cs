using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Keys of a SEARCH, held against what is known of a message so far.</summary>
internal sealed class SearchProgram(SearchTerm all, IMailboxView view)
{
    private const int MostRelevant = 100;

    /// <summary>RFC 9051 §6.4.4: all keys hold.</summary>
    /// <param name="answers">Of the questions that the message itself was asked; none if it was not opened.</param>
    public Verdict Judge(in MessageEntry entry, ReadOnlySpan<Verdict> answers) => Judge(all, entry, answers);

    /// <summary>RFC 6203 §4: from 1 to 100, of a message that is found. Of several loose keys the mean of those that hold.</summary>
    public int Relevancy(in MessageEntry entry, ReadOnlySpan<Verdict> answers)
    {
        var (sum, count) = (0, 0);
        AddRelevancy(all, entry, answers, ref sum, ref count);
        return count == 0 ? MostRelevant : Math.Clamp(sum / count, 1, MostRelevant);
    }

    private void AddRelevancy(SearchTerm term, in MessageEntry entry, ReadOnlySpan<Verdict> answers, ref int sum, ref int count)
    {
        if (term.Kind is SearchKeyKind.Group or SearchKeyKind.Or)
        {
            foreach (var inner in term.Terms)
            {
                AddRelevancy(inner, entry, answers, ref sum, ref count);
            }
        }
        else if (term.Kind == SearchKeyKind.Fuzzy && All(term, entry, answers) == Verdict.Yes)
        {
            sum += RelevancyMark.FoundPoints;
            count++;
            foreach (var mark in term.Marks)
            {
                sum += answers[mark.Question] == Verdict.Yes ? mark.Points : 0;
            }
        }
    }

    private static Verdict Of(bool holds) => holds ? Verdict.Yes : Verdict.No;

    private Verdict Judge(SearchTerm term, in MessageEntry entry, ReadOnlySpan<Verdict> answers) => term.Kind switch
    {
        SearchKeyKind.Group or SearchKeyKind.Fuzzy => All(term, entry, answers),
        SearchKeyKind.Not => All(term, entry, answers) switch
        {
            Verdict.Yes => Verdict.No,
            Verdict.No => Verdict.Yes,
            _ => Verdict.Unknown,
        },
        SearchKeyKind.Or => Any(term, entry, answers),
        _ when term.Question >= 0 => answers.IsEmpty ? Verdict.Unknown : answers[term.Question],
        _ => Of(Holds(term, entry)),
    };

    private Verdict All(SearchTerm group, in MessageEntry entry, ReadOnlySpan<Verdict> answers)
    {
        var verdict = Verdict.Yes;
        for (var at = 0; at < group.Terms.Count && verdict != Verdict.No; at++)
        {
            var next = Judge(group.Terms[at], entry, answers);
            verdict = next == Verdict.Yes ? verdict : next;
        }

        return verdict;
    }

    private Verdict Any(SearchTerm group, in MessageEntry entry, ReadOnlySpan<Verdict> answers)
    {
        var verdict = Verdict.No;
        for (var at = 0; at < group.Terms.Count && verdict != Verdict.Yes; at++)
        {
            var next = Judge(group.Terms[at], entry, answers);
            verdict = next == Verdict.No ? verdict : next;
        }

        return verdict;
    }

    private bool Holds(SearchTerm term, in MessageEntry entry) => term.Kind switch
    {
        // RFC 8514 §4.3: every mailbox here keeps the date.
        SearchKeyKind.All or SearchKeyKind.Savedatesupported => true,
        SearchKeyKind.Larger => (ulong)entry.Size > term.Number,
        SearchKeyKind.Smaller => (ulong)entry.Size < term.Number,
        SearchKeyKind.SequenceSet or SearchKeyKind.Uid => term.Messages.Contains(entry.Uid),
        SearchKeyKind.SearchModseq => entry.ModSeq.Value >= term.Number,
        SearchKeyKind.Keyword => term.Keyword >= 0 && entry.Keywords.Has(term.Keyword),
        SearchKeyKind.Unkeyword => term.Keyword < 0 || !entry.Keywords.Has(term.Keyword),

        // RFC 9051 §6.4.4: the day as it was where the message came from, time and zone left out.
        SearchKeyKind.Before or SearchKeyKind.On or SearchKeyKind.Since => HasDay(term, entry.InternalDate),

        // RFC 8514 §4.3
        SearchKeyKind.Savedbefore or SearchKeyKind.Savedon or SearchKeyKind.Savedsince => HasDay(term, entry.SaveDate),

        // RFC 5032 §3
        SearchKeyKind.Older => entry.InternalDate <= term.Moment,
        SearchKeyKind.Younger => entry.InternalDate >= term.Moment,
        SearchKeyKind.Emailid => entry.Id.Value == term.Number,
        SearchKeyKind.Threadid => entry.Thread.Value == term.Number,
        _ => HasFlag(term.Kind, entry),
    };

    private bool HasFlag(SearchKeyKind kind, in MessageEntry entry) => kind switch
    {
        SearchKeyKind.Answered => Has(entry, SystemFlags.Answered),
        SearchKeyKind.Deleted => Has(entry, SystemFlags.Deleted),
        SearchKeyKind.Draft => Has(entry, SystemFlags.Draft),
        SearchKeyKind.Flagged => Has(entry, SystemFlags.Flagged),
        SearchKeyKind.Seen => Has(entry, SystemFlags.Seen),
        SearchKeyKind.Unanswered => !Has(entry, SystemFlags.Answered),
        SearchKeyKind.Undeleted => !Has(entry, SystemFlags.Deleted),
        SearchKeyKind.Undraft => !Has(entry, SystemFlags.Draft),
        SearchKeyKind.Unflagged => !Has(entry, SystemFlags.Flagged),
        SearchKeyKind.Unseen => !Has(entry, SystemFlags.Seen),

        // RFC 3501 §6.4.4: NEW is RECENT and UNSEEN, OLD is not RECENT.
        SearchKeyKind.New => view.IsRecent(entry.Uid) && !Has(entry, SystemFlags.Seen),
        SearchKeyKind.Old => !view.IsRecent(entry.Uid),
        SearchKeyKind.Recent => view.IsRecent(entry.Uid),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static bool HasDay(SearchTerm term, DateTimeOffset date)
    {
        var day = DateOnly.FromDateTime(date.DateTime);
        return term.Kind switch
        {
            SearchKeyKind.Before or SearchKeyKind.Savedbefore => day < term.Day,
            SearchKeyKind.Since or SearchKeyKind.Savedsince => day >= term.Day,
            _ => day == term.Day,
        };
    }

    private static bool Has(in MessageEntry entry, SystemFlags flag) => (entry.Flags & flag) != SystemFlags.None;
}
