namespace MailStore.Abstractions.Messages;

/// <summary>
/// A body on its way in, in memory that does not grow with it. Nobody sees it before a message is made of it; disposing of it
/// before that drops it. An upload serves one append or delivery.
/// </summary>
public interface IUpload : IAsyncDisposable
{
    long Length { get; }

    /// <summary>Takes the octets before it completes. A full disk or a closed store shows here as <see cref="Changes.StoreUnavailableException"/>.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default);
}
