namespace MailStore.Abstractions.Mailboxes;

public enum TransferKind
{
    Copy,

    /// <summary>RFC 6851: in the target and gone from the source in one step.</summary>
    Move,
}
