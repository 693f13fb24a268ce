using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

/// <summary>RFC 1870 §6.1, and quotas: whether there is room for a message that has not come yet.</summary>
internal static class Room
{
    /// <returns>Null if there is room as far as one can know.</returns>
    public static Reply? Refuse(SmtpSession session, in Quota quota)
    {
        var size = session.Envelope.DeclaredBytes ?? 1;
        if (quota.Limits.Bytes is { } bytes)
        {
            if (size > bytes)
            {
                // It would not fit into the empty account: to try again is in vain.
                return Reply.Of(552, 2, 3, "The message is larger than that mailbox may ever be");
            }

            if (quota.Bytes + size > bytes)
            {
                return Refusals.Of(Abstractions.Changes.Refusal.OverQuota, session.Settings);
            }
        }

        return quota.Limits.Messages is { } messages && quota.Messages >= messages
            ? Refusals.Of(Abstractions.Changes.Refusal.OverQuota, session.Settings)
            : null;
    }

    /// <summary>A message as large as it may be would not fit: it can still turn out that there is no room.</summary>
    public static bool IsTight(SmtpSession session, in Quota quota) =>
        quota.Limits.Bytes is { } bytes
        && quota.Bytes + (2 * (session.Envelope.DeclaredBytes ?? session.Limits.Octets.MessageBytesMax)) > bytes;
}
