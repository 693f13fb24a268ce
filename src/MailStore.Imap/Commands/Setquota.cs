using MailStore.Abstractions.Accounts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9208 §4.1.3
[CommandHandler("setquota")]
internal static class Setquota
{
    public static async ValueTask<Reply> HandleAsync(SetquotaCommand command, ImapSession session)
    {
        if (!TryRead(command.SetquotaResources, session.Frame, out var limits))
        {
            return Reply.No(CodeKind.Cannot, "STORAGE, MESSAGE and MAILBOX are what can be limited here");
        }

        var (account, refusal) = await QuotaRoot.FindAsync(session, command.QuotaRoot, toChange: true);
        if (account is null)
        {
            return refusal;
        }

        var root = Names.Octets(command.QuotaRoot, session.Frame);
        var result = await account.SetQuota(limits);
        if (Refusals.Of(result.Refusal) is { } refused)
        {
            return refused;
        }

        QuotaText.Write(session, account, root);
        return Reply.Ok("Limited");
    }

    // RFC 9208 §4.1.3: what is not named is not limited any more.
    private static bool TryRead(SetquotaResourceList given, Frame frame, out QuotaLimits limits)
    {
        limits = QuotaLimits.Unlimited;
        foreach (var resource in given.In(frame))
        {
            var (limit, isTaken) = ((long)Math.Min(resource.ResourceLimit, long.MaxValue), true);
            switch (resource.ResourceName.Kind)
            {
                case ResourceNameKind.Storage:
                    isTaken = limit <= long.MaxValue / QuotaText.StorageBytes;
                    limits = limits with { Bytes = isTaken ? limit * QuotaText.StorageBytes : null };
                    break;
                case ResourceNameKind.Message:
                    limits = limits with { Messages = limit };
                    break;
                case ResourceNameKind.Mailbox:
                    limits = limits with { Mailboxes = limit };
                    break;
                default:
                    isTaken = false;
                    break;
            }

            if (!isTaken)
            {
                return false;
            }
        }

        return true;
    }
}
