namespace MailStore.Abstractions.Messages;

/// <summary>A message to be put into a mailbox: what was uploaded, and what the client says of it.</summary>
public sealed record NewMessage(IUpload Body)
{
    public FlagSet Flags { get; init; }

    /// <summary>Without one, the time of the commit.</summary>
    public DateTimeOffset? InternalDate { get; init; }
}
