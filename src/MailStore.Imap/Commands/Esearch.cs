using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 7377 §2
[CommandHandler("esearch")]
internal static class Esearch
{
    public static ValueTask<Reply> HandleAsync(EsearchCommand command, ImapSession session) => SearchTime.RunAsync(command, session, RunAsync);

    private static async ValueTask<Reply> RunAsync(EsearchCommand command, ImapSession session, SearchTime time)
    {
        if (!SearchSources.TryRead(command.EsearchSourceOpts, session, out var sources, out var refusal)
            || !SearchWish.TryRead(command.SearchReturn, session.Frame, isRev2: true, out var wish, out refusal)
            || !TryJudge(wish, sources, session, out refusal)
            || !ContextStart.TryRead(wish, isUid: true, session, out var context, out refusal))
        {
            return refusal;
        }

        var names = sources.Of(session);
        if (names.Count > session.Limits.SearchedMailboxesMax)
        {
            // RFC 7377 §2.4
            return Reply.No(CodeKind.Limit, "Those are too many mailboxes for one search");
        }

        time.IsSaved = wish.Wants(SearchItems.Save);
        var text = "Searched";
        foreach (var name in names)
        {
            // It may be none, have gone since the names were read, or be none of this user's business.
            if (await session.Account.OpenAsync(name) is not { } mailbox)
            {
                continue;
            }

            // For reading only: what is recent there is recent to whoever selects it.
            var isSelected = session.Selected?.Mailbox.Id == mailbox.Id;
            using var view = isSelected ? null : await mailbox.OpenViewAsync(isReadOnly: true);
            var place = view is null ? SearchPlace.Selected(session) : new(view, UidSet.Empty);
            var call = new SearchCall(session, place, new OpenedMessage(), time.Token);
            if (!await call.TryRunAsync(command.Charset, command.SearchKeys, wish))
            {
                return call.Refusal;
            }

            Tell(call, wish, name, mailbox, session);
            text = isSelected && context.IsWanted ? context.Begin(call.Query, call.Found.ToUids()) : text;
            await session.Output.FlushIfFullAsync();
        }

        return Reply.Ok(text);
    }

    private static void Tell(SearchCall call, SearchWish wish, MailboxName name, IMailbox mailbox, ImapSession session)
    {
        if (wish.Wants(SearchItems.Save))
        {
            session.Selected!.Saved = call.Found.ToSaved(wish);
        }

        // RFC 7377 §2.1: nothing of a mailbox where nothing was found.
        if (call.Found.Count > 0)
        {
            SearchText.Write(session, call.Found, wish, isUid: true, call.Query.WantsModSeq, (name, mailbox.Status.UidValidity));
        }
    }

    // RFC 7377 §2.2
    private static bool TryJudge(SearchWish wish, SearchSources sources, ImapSession session, out Reply refusal)
    {
        refusal = wish.Wants(SearchItems.Save) && !sources.IsOfSelected ? Reply.Bad("SAVE is of the selected mailbox alone")
            : wish.Wants(SearchItems.Update) && session.Selected is null ? Reply.Bad("UPDATE is of the selected mailbox, and none is")
            : default;
        return refusal.Text is null;
    }
}
