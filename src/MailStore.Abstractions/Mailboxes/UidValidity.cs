namespace MailStore.Abstractions.Mailboxes;

/// <summary>RFC 9051 §2.3.1.1. Within an account it only grows, so a name never comes back with an older one.</summary>
public readonly record struct UidValidity(uint Value)
{
    public override string ToString() => Value.ToString();
}
