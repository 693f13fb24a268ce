using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Takes the keys of a SEARCH out of their frame: RFC 9051 §6.4.4 and the extensions that have keys of their own.</summary>
internal sealed class SearchReader(ImapSession session, SearchPlace place, Encoding? charset)
{
    private static readonly byte[] s_bcc = [.. "Bcc"u8];
    private static readonly byte[] s_cc = [.. "Cc"u8];
    private static readonly byte[] s_date = [.. "Date"u8];
    private static readonly byte[] s_from = [.. "From"u8];
    private static readonly byte[] s_subject = [.. "Subject"u8];
    private static readonly byte[] s_to = [.. "To"u8];

    private readonly DateTimeOffset _now = session.Services.Clock.GetUtcNow();
    private bool _isLoose;

    /// <summary>What the messages themselves have to be asked.</summary>
    public List<SearchQuestion> Questions { get; } = [];

    /// <summary>Why the keys are no good, if they are not.</summary>
    public Reply Refusal { get; private set; }

    /// <summary>RFC 7162 §3.1.5: a key asks for mod-sequences, so the reply tells the highest.</summary>
    public bool WantsModSeq { get; private set; }

    /// <summary>RFC 6203: a key is taken loosely, so that messages can be more or less relevant.</summary>
    public bool IsFuzzy { get; private set; }

    /// <summary>The search is held against messages that are still to come.</summary>
    public bool IsLasting { get; init; }

    public bool TryRead(SearchKeyList keys, out SearchTerm all)
    {
        var terms = new List<SearchTerm>();
        all = new(SearchKeyKind.Group) { Terms = terms };
        foreach (var key in keys.In(session.Frame))
        {
            if (!TryRead(key, out var term))
            {
                return false;
            }

            terms.Add(term);
        }

        return true;
    }

    private bool TryRead(in SearchKey key, out SearchTerm term)
    {
        term = new(key.Kind);
        switch (key.Kind)
        {
            case SearchKeyKind.Group:
                return TryReadGroup(key.SearchKeys, ref term);
            case SearchKeyKind.Not:
                return TryReadExactly(key.SearchKeys, ref term);
            case SearchKeyKind.Fuzzy:
                return TryReadLoosely(key.FuzzyKey, ref term);
            case SearchKeyKind.Or:
                var isRead = TryRead(key.OrLeft, out var left) & TryRead(key.OrRight, out var right);
                term = term with { Terms = [left, right] };
                return isRead;
            case SearchKeyKind.SequenceSet:
                return TryReadSet(key.SequenceSet, isUid: false, ref term);
            case SearchKeyKind.Uid:
                return TryReadSet(key.SearchUids, isUid: true, ref term);
            case SearchKeyKind.Before or SearchKeyKind.On or SearchKeyKind.Since:
            case SearchKeyKind.Savedbefore or SearchKeyKind.Savedon or SearchKeyKind.Savedsince:
                return TryReadDay(key, ref term);
            case SearchKeyKind.Keyword or SearchKeyKind.Unkeyword:
                if (key.SearchKeyword.Kind == StrKind.Quoted && !session.Tolerates(Tolerances.QuotedKeywords))
                {
                    Refusal = Reply.Bad("A keyword is an atom");
                    return false;
                }

                ReadKeyword(key.SearchKeyword, ref term);
                return true;
            case SearchKeyKind.Larger or SearchKeyKind.Smaller:
                term = term with { Number = key.SearchSize };
                return true;
            case SearchKeyKind.SearchModseq:
                // RFC 7162 §3.1.5: which flag is meant does not matter, since all flags of a message share one mod-sequence here.
                WantsModSeq = true;
                term = term with { Number = key.ModSequenceValue };
                return true;
            case SearchKeyKind.Older or SearchKeyKind.Younger:
                term = term with { Moment = _now.AddSeconds(-Math.Min(key.Interval, (_now - DateTimeOffset.MinValue).TotalSeconds)) };
                return true;
            case SearchKeyKind.Emailid or SearchKeyKind.Threadid:
                ReadId(key, ref term);
                return true;
            case <= SearchKeyKind.Unseen or SearchKeyKind.New or SearchKeyKind.Old or SearchKeyKind.Recent or SearchKeyKind.Savedatesupported:
                return true;
            case SearchKeyKind.Sentbefore or SearchKeyKind.Senton or SearchKeyKind.Sentsince:
                return TryReadDay(key, ref term) && TryAsk(new(key.Kind, s_date, Text: "", term.Day), ref term);
            case SearchKeyKind.Header:
                return TryAskText(new(key.Kind, Names.Octets(key.HeaderFldName, session.Frame), TextOf(key.SearchText), default), ref term);
            case >= SearchKeyKind.Bcc and <= SearchKeyKind.To:
                return TryAskText(new(key.Kind, FieldOf(key.Kind), TextOf(key.SearchText), default), ref term);
            default:
                throw new ArgumentOutOfRangeException(nameof(key));
        }
    }

    // RFC 6203 §5: what is no text is taken exactly, also where it might be taken loosely. So is what must not hold.
    private bool TryReadExactly(SearchKeyList keys, ref SearchTerm term)
    {
        var isLoose = _isLoose;
        _isLoose = false;
        var isRead = TryReadGroup(keys, ref term);
        _isLoose = isLoose;
        return isRead;
    }

    private bool TryReadLoosely(SearchKeyList key, ref SearchTerm term)
    {
        var isLoose = _isLoose;
        (_isLoose, IsFuzzy) = (true, true);
        var isRead = TryReadGroup(key, ref term);
        term = term with { Kind = SearchKeyKind.Group };
        _isLoose = isLoose;
        return isRead;
    }

    private bool TryAskText(SearchQuestion question, ref SearchTerm term)
    {
        var words = _isLoose ? FuzzyWords.Of(question.Text) : [];
        if (words.Count == 0)
        {
            return TryAsk(question, ref term);
        }

        var stems = new List<SearchTerm>(words.Count);
        var marks = new List<RelevancyMark>(words.Count + 2);
        foreach (var word in words)
        {
            // Of words of one stem the second one costs nothing.
            var stem = new SearchTerm(term.Kind);
            if (!TryAsk(question.Of(FuzzyWords.Stem(word)), ref stem) || !TryMark(question.Of(word), RelevancyMark.WordsPoints / words.Count, marks))
            {
                return false;
            }

            stems.Add(stem);
        }

        term = new(SearchKeyKind.Fuzzy) { Terms = stems, Marks = marks };
        return question.Kind != SearchKeyKind.Text
            ? TryMark(question, RelevancyMark.PhrasePoints + RelevancyMark.SubjectPoints, marks)
            : TryMark(question, RelevancyMark.PhrasePoints, marks)
                && TryMark(new(SearchKeyKind.Subject, s_subject, question.Text, default), RelevancyMark.SubjectPoints, marks);
    }

    private bool TryMark(SearchQuestion question, int points, List<RelevancyMark> marks)
    {
        var term = new SearchTerm(question.Kind);
        var isAsked = TryAsk(question, ref term);
        marks.Add(new(term.Question, points));
        return isAsked;
    }

    private bool TryAsk(SearchQuestion question, ref SearchTerm term)
    {
        var asked = Questions.FindIndex(other => other.Kind == question.Kind && other.Text == question.Text && other.Day == question.Day && other.Field.AsSpan().SequenceEqual(question.Field));
        if (asked >= 0)
        {
            term = term with { Question = asked };
            return true;
        }

        if (Questions.Count >= ImapLimits.SearchQuestionsMax)
        {
            Refusal = Reply.No(CodeKind.Limit, "Too many texts for one search");
            return false;
        }

        term = term with { Question = Questions.Count };
        Questions.Add(question);
        return true;
    }

    // Tolerance: octets that are no UTF-8 are taken for Latin-1, as of clients that send 8 bits without asking.
    private string TextOf(in Str text)
    {
        var octets = Names.Octets(text, session.Frame);
        return (charset ?? (Utf8.IsValid(octets) ? Encoding.UTF8 : Encoding.Latin1)).GetString(octets);
    }

    private static byte[] FieldOf(SearchKeyKind kind) => kind switch
    {
        SearchKeyKind.Bcc => s_bcc,
        SearchKeyKind.Cc => s_cc,
        SearchKeyKind.From => s_from,
        SearchKeyKind.To => s_to,
        SearchKeyKind.Subject => s_subject,
        _ => [],
    };

    private bool TryReadGroup(SearchKeyList keys, ref SearchTerm term)
    {
        var isRead = TryRead(keys, out var group);
        term = term with { Terms = group.Terms };
        return isRead;
    }

    private bool TryReadSet(in SequenceSet set, bool isUid, ref SearchTerm term)
    {
        // RFC 9586 §3.1; RFC 5182's "$" is no number.
        if (!isUid && !set.SavedResult && session.Has(SessionFeatures.UidOnly))
        {
            Refusal = Refusals.UidRequired;
            return false;
        }

        // RFC 7377 §2: in no search are numbers above the last message an error.
        var messages = new MessageSet();
        if (!messages.TryResolve(set, session.Frame, isUid, place.View, place.Saved, mayNameNone: true))
        {
            Refusal = Refusals.NotInSet;
            return false;
        }

        var uids = messages.ToUids(place.View);

        // RFC 5267 §4.3: numbers mean what they do now; UIDs also those that are still to come.
        term = term with { Messages = isUid && IsLasting ? uids.Union(MessageSet.Named(set, session.Frame, place.Saved)) : uids };
        return true;
    }

    private bool TryReadDay(in SearchKey key, ref SearchTerm term)
    {
        if (!Dates.TryRead(key.Date.Read(session.Frame), out var day))
        {
            Refusal = Reply.Bad("There is no such day");
            return false;
        }

        term = term with { Day = day };
        return true;
    }

    private void ReadId(in SearchKey key, ref SearchTerm term)
    {
        var kind = key.Kind == SearchKeyKind.Emailid ? ObjectIdText.Email : ObjectIdText.Thread;

        // RFC 8474 §5.3: an id that was never given finds nothing. No message has the id 0.
        term = term with { Number = ObjectIdText.TryRead(key.Objectid.Of(session.Frame), kind, out var id) ? id : 0 };
    }

    private void ReadKeyword(in Str word, ref SearchTerm term)
    {
        if (Keyword.TryCreate(Encoding.ASCII.GetString(Names.Octets(word, session.Frame)), out var keyword))
        {
            term = (term with { Word = keyword }).WithKeywords(place.View.Mailbox.Status.Keywords);
        }
    }
}
