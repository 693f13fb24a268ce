using MailStore.Abstractions.Messages;

namespace MailStore.Server.Transfer.Reading;

/// <summary>A message that is brought over.</summary>
/// <param name="Position">Where the source goes on behind it.</param>
/// <param name="CopyToAsync">Hands its octets on, piece by piece; each piece is lent until the task completes. Called once, before the next message is asked for. False if the message has gone meanwhile.</param>
internal sealed record SourceMessage(string Position, Func<Func<ReadOnlyMemory<byte>, ValueTask>, CancellationToken, ValueTask<bool>> CopyToAsync)
{
    /// <summary>None if the source knows of none.</summary>
    public Uid Uid { get; init; }

    public FlagSet Flags { get; init; }

    public DateTimeOffset? InternalDate { get; init; }

    public UniqueId UniqueId { get; init; }

    /// <summary>Octets, about; 0 if the source does not say.</summary>
    public long Size { get; init; }
}
