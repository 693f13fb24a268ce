using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Says the keys of a SEARCH in the terms of the store, which knows most of the answer without opening a message.</summary>
internal sealed class SearchTranslation(IReadOnlyList<SearchQuestion> questions)
{
    public SearchNode Of(SearchTerm term) => term.Kind switch
    {
        SearchKeyKind.Group or SearchKeyKind.Fuzzy => All(term),
        SearchKeyKind.Not => Not(All(term)),
        SearchKeyKind.Or => new(SearchNodeKind.AnyOf) { Nodes = [.. term.Terms.Select(Of)] },
        _ when term.Question >= 0 => Of(questions[term.Question]),
        SearchKeyKind.All or SearchKeyKind.Savedatesupported => new(SearchNodeKind.AllOf),
        SearchKeyKind.Larger => Between(SearchNodeKind.Size, (long)Math.Min(term.Number, long.MaxValue - 1) + 1, long.MaxValue),
        SearchKeyKind.Smaller => Between(SearchNodeKind.Size, 0, (long)Math.Min(term.Number, long.MaxValue) - 1),
        SearchKeyKind.SequenceSet or SearchKeyKind.Uid => new(SearchNodeKind.Uids) { Uids = term.Messages },
        SearchKeyKind.SearchModseq => Between(SearchNodeKind.ModSeq, (long)Math.Min(term.Number, long.MaxValue), long.MaxValue),
        SearchKeyKind.Keyword => new(SearchNodeKind.Keyword) { Keyword = term.Keyword },
        SearchKeyKind.Unkeyword => Not(new(SearchNodeKind.Keyword) { Keyword = term.Keyword }),
        SearchKeyKind.Before or SearchKeyKind.Savedbefore => Between(DayOf(term.Kind), 0, term.Day.DayNumber - 1L),
        SearchKeyKind.On or SearchKeyKind.Savedon => Between(DayOf(term.Kind), term.Day.DayNumber, term.Day.DayNumber),
        SearchKeyKind.Since or SearchKeyKind.Savedsince => Between(DayOf(term.Kind), term.Day.DayNumber, long.MaxValue),

        // Dates are kept to the second, the moment has more.
        SearchKeyKind.Older => Between(SearchNodeKind.InternalMoment, long.MinValue, term.Moment.ToUnixTimeSeconds()),
        SearchKeyKind.Younger => Between(SearchNodeKind.InternalMoment, term.Moment.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds(), long.MaxValue),
        SearchKeyKind.Emailid => Between(SearchNodeKind.EmailId, (long)term.Number, (long)term.Number),
        SearchKeyKind.Threadid => Between(SearchNodeKind.ThreadId, (long)term.Number, (long)term.Number),
        _ => Flag(term.Kind),
    };

    private static SearchNode Flag(SearchKeyKind kind) => kind switch
    {
        SearchKeyKind.Answered => Has(SystemFlags.Answered),
        SearchKeyKind.Deleted => Has(SystemFlags.Deleted),
        SearchKeyKind.Draft => Has(SystemFlags.Draft),
        SearchKeyKind.Flagged => Has(SystemFlags.Flagged),
        SearchKeyKind.Seen => Has(SystemFlags.Seen),
        SearchKeyKind.Unanswered => Not(Has(SystemFlags.Answered)),
        SearchKeyKind.Undeleted => Not(Has(SystemFlags.Deleted)),
        SearchKeyKind.Undraft => Not(Has(SystemFlags.Draft)),
        SearchKeyKind.Unflagged => Not(Has(SystemFlags.Flagged)),
        SearchKeyKind.Unseen => Not(Has(SystemFlags.Seen)),
        SearchKeyKind.New => new(SearchNodeKind.AllOf) { Nodes = [new(SearchNodeKind.Recent), Not(Has(SystemFlags.Seen))] },
        SearchKeyKind.Old => Not(new(SearchNodeKind.Recent)),
        SearchKeyKind.Recent => new(SearchNodeKind.Recent),
        _ => SearchNode.Unknown,
    };

    private static SearchNode Of(SearchQuestion question) => question.Kind switch
    {
        SearchKeyKind.Sentbefore => Between(SearchNodeKind.SentDay, 0, question.Day.DayNumber - 1L),
        SearchKeyKind.Senton => Between(SearchNodeKind.SentDay, question.Day.DayNumber, question.Day.DayNumber),
        SearchKeyKind.Sentsince => Between(SearchNodeKind.SentDay, question.Day.DayNumber, long.MaxValue),
        SearchKeyKind.Body => Text(SearchField.Body, question),
        SearchKeyKind.Text => Text(SearchField.Text, question),
        _ => Text(SearchField.Header, question),
    };

    private static SearchNode Text(SearchField field, SearchQuestion question) =>
        new(SearchNodeKind.Text) { Field = field, Name = Encoding.Latin1.GetString(question.Field), Text = question.Text };

    private static SearchNodeKind DayOf(SearchKeyKind kind) =>
        kind is SearchKeyKind.Before or SearchKeyKind.On or SearchKeyKind.Since ? SearchNodeKind.InternalDay : SearchNodeKind.SaveDay;

    private static SearchNode Has(SystemFlags flag) => new(SearchNodeKind.Flags) { Flags = flag };

    private static SearchNode Not(SearchNode node) => new(SearchNodeKind.Not) { Nodes = [node] };

    private static SearchNode Between(SearchNodeKind kind, long low, long high) => new(kind) { Low = low, High = high };

    private SearchNode All(SearchTerm term) =>
        term.Terms is [var only] ? Of(only) : new(SearchNodeKind.AllOf) { Nodes = [.. term.Terms.Select(Of)] };
}
