namespace MailStore.Simulation.Torture.History;

internal enum ChangeKind
{
    /// <summary>Messages come in: APPEND, or a delivery.</summary>
    Arrive,
    Flag,
    Copy,
    Move,

    /// <summary>UID EXPUNGE, or POP3's QUIT.</summary>
    Expunge,
    Create,
    Rename,
    Delete,
}
