namespace MailStore.Abstractions.Mailboxes;

/// <summary>One line of the tree: a mailbox, or a name that only has children, or only a subscription.</summary>
public sealed record MailboxEntry(MailboxName Name)
{
    /// <summary>None where no mailbox of this name exists.</summary>
    public MailboxId Id { get; init; }

    public SpecialUse Uses { get; init; }

    /// <summary>RFC 9051 §6.3.7: a subscription stays when its mailbox is deleted.</summary>
    public bool IsSubscribed { get; init; }

    public bool HasChildren { get; init; }

    /// <summary>It can be selected.</summary>
    public bool Exists => !Id.IsNone;
}
