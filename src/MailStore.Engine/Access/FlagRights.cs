using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Access;

/// <summary>RFC 4314 §4: which flags somebody may change. \Seen and \Deleted have rights of their own, all others share one.</summary>
internal static class FlagRights
{
    public const MailboxRights All = MailboxRights.KeepSeen | MailboxRights.Write | MailboxRights.DeleteMessages;

    public static bool HasAll(MailboxRights rights) => (rights & All) == All;

    public static SystemFlags System(MailboxRights rights) =>
        ((rights & MailboxRights.KeepSeen) != MailboxRights.None ? SystemFlags.Seen : SystemFlags.None)
        | ((rights & MailboxRights.DeleteMessages) != MailboxRights.None ? SystemFlags.Deleted : SystemFlags.None)
        | ((rights & MailboxRights.Write) != MailboxRights.None ? SystemFlags.All & ~(SystemFlags.Seen | SystemFlags.Deleted) : SystemFlags.None);

    /// <summary>Those of the set that may be changed.</summary>
    public static FlagSet Within(FlagSet flags, MailboxRights rights)
    {
        var system = flags.System & System(rights);
        return (rights & MailboxRights.Write) != MailboxRights.None ? new(system, flags.Keywords.AsSpan()) : new(system);
    }
}
