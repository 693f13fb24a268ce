namespace MailStore.Engine.Mailboxes;

/// <summary>What an account's mailboxes hold together. The writer's alone.</summary>
internal interface IAccountTotals
{
    /// <summary>Messages arrived (more) or went (less) in one of the mailboxes; of the live path and of replay alike.</summary>
    void Changed(long bytes, long messages);
}
