namespace MailStore.Abstractions.Messages;

/// <summary>A message to be put into a mailbox: what was uploaded, and what the client says of it.</summary>
public sealed record NewMessage(IUpload Body)
{
    public FlagSet Flags { get; init; }

    /// <summary>Without one, the time of the commit.</summary>
    public DateTimeOffset? InternalDate { get; init; }

    /// <summary>
    /// The UID that it is to have, of a message that is brought over with it: none, or one from the mailbox' next UID on, ascending in
    /// one append. UIDs that are passed over are never given.
    /// </summary>
    public Uid Uid { get; init; }

    /// <summary>Of a message that is brought over from another server. Two messages of a mailbox may have the same one, if they came with it.</summary>
    public UniqueId UniqueId { get; init; }
}
