using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Accounts;

namespace MailStore.Engine.Access;

/// <summary>An account as whoever has it open may use it. Whatever a front end asks of an account, it asks here, and the gate before anybody else.</summary>
internal sealed class AccountDoor(Account account, AccessGate gate) : IAccount
{
    public AccountId Id => account.Id;

    public AccountName Name => account.Name;

    public ImmutableArray<MailboxEntry> Tree => gate.Visible(account.Tree);

    public Quota Quota => account.Quota;

    public MailboxRights RightsTo(MailboxName mailbox) => gate.RightsTo(mailbox);

    public Refusal Check(MailboxName mailbox, MailboxRights needed) => gate.Check(mailbox, needed);

    public ValueTask<IMailbox?> OpenAsync(MailboxName name, CancellationToken cancellation = default) =>
        gate.Check(name, MailboxRights.Read) == Refusal.None ? Behind(account.OpenAsync(name, cancellation)) : default;

    public ValueTask<IMailbox?> OpenAsync(MailboxId id, CancellationToken cancellation = default) =>
        gate.Allows(id, MailboxRights.Read) ? Behind(account.OpenAsync(id, cancellation)) : default;

    public CommitTicket<MailboxResult> Create(MailboxName name, SpecialUse uses = SpecialUse.None) =>
        gate.DenyCreation(name) is not Refusal.None and var refusal ? Refused(refusal) : account.Create(name, uses);

    public CommitTicket<MailboxResult> Delete(MailboxName name, bool withChildren = false) =>
        gate.Deny(name, MailboxRights.DeleteMailbox) is not Refusal.None and var refusal ? Refused(refusal) : account.Delete(name, withChildren);

    public CommitTicket<MailboxResult> Rename(MailboxName source, MailboxName target)
    {
        var refusal = gate.Deny(source, MailboxRights.DeleteMailbox);
        refusal = refusal == Refusal.None ? gate.DenyCreation(target) : refusal;
        return refusal == Refusal.None ? account.Rename(source, target) : Refused(refusal);
    }

    /// <remarks>RFC 4314 §4: any name can be subscribed to, whether or not there is such a mailbox, so there is nothing to ask for.</remarks>
    public CommitTicket<MailboxResult> Subscribe(MailboxName name, bool isSubscribed) => account.Subscribe(name, isSubscribed);

    public CommitTicket<MailboxResult> SetUses(MailboxName name, SpecialUse uses) =>
        gate.DenyMetadata(name) is not Refusal.None and var refusal ? Refused(refusal) : account.SetUses(name, uses);

    public CommitTicket<MailboxResult> SetMetadata(MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries) =>
        gate.DenyMetadata(mailbox) is not Refusal.None and var refusal ? Refused(refusal) : account.SetMetadata(mailbox, entries);

    public ValueTask<IReadOnlyList<MetadataEntry>?> ReadMetadataAsync(MailboxName? mailbox, CancellationToken cancellation = default) =>
        gate.DenyMetadata(mailbox) == Refusal.None ? account.ReadMetadataAsync(mailbox, cancellation) : default;

    public CommitTicket<MailboxResult> Adopt(MailboxName name, UidValidity validity, Uid next) =>
        gate.Deny(name, MailboxRights.All) is not Refusal.None and var refusal ? Refused(refusal) : account.Adopt(name, validity, next);

    public CommitTicket<MailboxResult> SetQuota(QuotaLimits limits) => account.SetQuota(limits);

    public IRegistry Notes => gate.IsOwners ? account.Notes : throw new InvalidOperationException("Notes are for whoever owns the account.");

    public IUpload BeginUpload(long? announcedBytes = null, ReplacedMessage? replaced = null) =>
        account.BeginUpload(announcedBytes, replaced is { } old ? Inside(old) : null);

    public CommitTicket<AppendResult> Append(MailboxName mailbox, IReadOnlyList<NewMessage> messages, ReplacedMessage? replaced = null, RegistryEdit? note = null)
    {
        var refusal = gate.Deny(mailbox, MailboxRights.Insert);
        if (refusal == Refusal.None && replaced is { } old && !gate.Allows(old.Mailbox.Id, Leaving))
        {
            refusal = Refusal.NotPermitted;
        }

        if (refusal == Refusal.None && note is not null && !gate.IsOwners)
        {
            refusal = Refusal.NotPermitted;
        }

        if (refusal != Refusal.None)
        {
            return Drop(messages, refusal);
        }

        var rights = gate.RightsTo(mailbox);
        return account.Append(
            mailbox,
            FlagRights.HasAll(rights) || rights == MailboxRights.None ? messages : [.. messages.Select(message => message with { Flags = FlagRights.Within(message.Flags, rights) })],
            replaced is { } inside ? Inside(inside) : null,
            note);
    }

    public CommitTicket<TransferResult> Transfer(IMailbox source, UidSet uids, MailboxName target, TransferKind kind)
    {
        var refusal = gate.Deny(target, MailboxRights.Insert);
        if (refusal == Refusal.None && kind == TransferKind.Move && !gate.Allows(source.Id, Leaving))
        {
            refusal = Refusal.NotPermitted;
        }

        if (refusal != Refusal.None)
        {
            return Ticket.At(TransferResult.Refused(refusal));
        }

        var rights = gate.RightsTo(target);
        var moved = account.Transfer(((MailboxDoor)source).Inside, uids, target, kind);
        return FlagRights.HasAll(rights) || rights == MailboxRights.None ? moved : Ticket.Of(PlainAsync(moved, target, rights));
    }

    public IDisposable Watch(Action<AccountChange> listener) => account.Watch(gate.IsOwners ? listener : change =>
    {
        if (change.Mailbox.IsNone || gate.Allows(change.Mailbox, MailboxRights.Lookup))
        {
            listener(change);
        }
    });

    /// <summary>RFC 6851 §4.2, RFC 8508 §4.1: what STORE of \Deleted and EXPUNGE want.</summary>
    private static MailboxRights Leaving => MailboxRights.DeleteMessages | MailboxRights.Expunge;

    private static ReplacedMessage Inside(ReplacedMessage message) => message with { Mailbox = ((MailboxDoor)message.Mailbox).Inside };

    private static CommitTicket<MailboxResult> Refused(Refusal refusal) => Ticket.At(MailboxResult.Refused(refusal));

    private static CommitTicket<AppendResult> Drop(IReadOnlyList<NewMessage> messages, Refusal refusal) => Ticket.Of(DropAsync(messages, refusal));

    // The uploads belong to the store also if it refuses.
    private static async ValueTask<AppendResult> DropAsync(IReadOnlyList<NewMessage> messages, Refusal refusal)
    {
        foreach (var message in messages)
        {
            await message.Body.DisposeAsync();
        }

        return AppendResult.Refused(refusal);
    }

    // RFC 4314 §4: a copy is made without the flags that may not be set there, and does not fail for them.
    private async ValueTask<TransferResult> PlainAsync(CommitTicket<TransferResult> moved, MailboxName target, MailboxRights rights)
    {
        var result = await moved;
        if (!result.Target.IsEmpty && await account.OpenAsync(target) is { } there)
        {
            var system = SystemFlags.All & ~FlagRights.System(rights);
            var mayWrite = (rights & MailboxRights.Write) != MailboxRights.None;
            await there.ChangeFlags(result.Target, FlagMode.Remove, mayWrite ? new(system) : new(system, [.. there.Keywords.Keywords]));
        }

        return result;
    }

    private ValueTask<IMailbox?> Behind(ValueTask<IMailbox?> opening) =>
        opening.IsCompletedSuccessfully ? new(Behind(opening.Result)) : BehindAsync(opening);

    private async ValueTask<IMailbox?> BehindAsync(ValueTask<IMailbox?> opening) => Behind(await opening);

    private MailboxDoor? Behind(IMailbox? mailbox) => mailbox is null ? null : new MailboxDoor(mailbox, gate);
}
