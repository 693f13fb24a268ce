using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>
/// RFC 9208 §3.2: an account has one quota root, named after it; to its owner the empty name means it too. Roots of others are an
/// administrator's, and so is every limit. To everybody else a root of others is the same whether there is one or not.
/// </summary>
internal static class QuotaRoot
{
    private static Reply NotYours => Reply.No(CodeKind.NoPerm, "Limits, and what others use, are the administrator's");

    /// <summary>Whose it is, or why it cannot be looked at or changed.</summary>
    public static async ValueTask<(IAccount? Account, Reply Refusal)> FindAsync(ImapSession session, Str root, bool toChange)
    {
        var name = Names.Octets(root, session.Frame);
        var isOwn = name.Length == 0 || name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(session.Account.Name.Text));
        if (isOwn && !toChange)
        {
            return (session.Account, default);
        }

        if (!await session.Services.Authenticator.IsAdministratorAsync(session.Account.Name))
        {
            return (null, NotYours);
        }

        if (isOwn)
        {
            return (session.Account, default);
        }

        var account = AccountName.TryCreate(Encoding.UTF8.GetString(name), out var wanted) ? await session.Services.Store.OpenAccountAsync(wanted) : null;
        return (account, account is null ? Reply.No(CodeKind.NonExistent, "There is no such quota root") : default);
    }
}
