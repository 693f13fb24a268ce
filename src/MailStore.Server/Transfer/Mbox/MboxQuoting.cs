namespace MailStore.Server.Transfer.Mbox;

/// <summary>What was done to lines of a message that begin as a From_ line does.</summary>
internal enum MboxQuoting
{
    /// <summary>Every one of them, also those with angles in front, got one more: one is taken away again.</summary>
    Mboxrd,

    /// <summary>Nobody knows: they are left as they are.</summary>
    None,
}
