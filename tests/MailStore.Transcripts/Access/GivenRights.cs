using System.Collections.Concurrent;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Access;

namespace MailStore.Transcripts.Access;

/// <summary>All rights to everything, but where a test gave others.</summary>
internal sealed class GivenRights : IAccessRules
{
    private readonly ConcurrentDictionary<MailboxId, MailboxRights> _given = new();

    public void Give(MailboxId mailbox, MailboxRights rights) => _given[mailbox] = rights;

    public MailboxRights RightsTo(AccountId account, MailboxId mailbox) => _given.GetValueOrDefault(mailbox, MailboxRights.All);
}
