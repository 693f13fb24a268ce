namespace MailStore.Abstractions.Mailboxes;

/// <summary>RFC 8474 §4: a mailbox, whatever it is renamed to. Never used again.</summary>
public readonly record struct MailboxId(ulong Value)
{
    public bool IsNone => Value == 0;

    public override string ToString() => Value.ToString("x");
}
