using System.Text;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Reads the keys of a command that looks for messages, and finds them: SEARCH, SORT and THREAD do different things with these.</summary>
internal sealed class SearchCall(ImapSession session, IOpenedMessage message)
{
    /// <summary>Why nothing was looked for.</summary>
    public Reply Refusal { get; private set; }

    public SearchFindings Found { get; private set; } = new();

    /// <summary>What was looked for.</summary>
    public SearchQuery Query { get; private set; } = null!;

    public async ValueTask<bool> TryRunAsync(Str charset, SearchKeyList keys, SearchWish wish)
    {
        if (charset.IsPresent && !IsKnown(charset, session.Frame))
        {
            Refusal = Reply.No(CodeKind.BadCharset, "UTF-8 and US-ASCII are known");
            return false;
        }

        var reader = new SearchReader(session) { IsLasting = wish.Wants(SearchItems.Update) };
        if (!reader.TryRead(keys, out var terms))
        {
            Refusal = reader.Refusal;
            return false;
        }

        if (reader.WantsModSeq)
        {
            session.EnableCondstore();
        }

        Query = new(terms, reader.Questions, reader.WantsModSeq);
        var inside = new SearchInside(reader.Questions, message);
        var run = new SearchRun(session, new SearchProgram(terms, session.Selected!.View), inside, reader.WantsModSeq);
        Found = await run.RunAsync(new SearchTranslation(reader.Questions).Of(terms), wish);
        return true;
    }

    private static bool IsKnown(in Str charset, Frame frame)
    {
        var name = Encoding.ASCII.GetString(Names.Octets(charset, frame));
        return name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || name.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase);
    }
}
