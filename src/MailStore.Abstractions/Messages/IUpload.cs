using MailStore.Abstractions.Changes;

namespace MailStore.Abstractions.Messages;

/// <summary>
/// A body on its way in, in memory that does not grow with it. Nobody sees it before a message is made of it; disposing of it
/// before that drops it. An upload serves one append or delivery.
/// </summary>
public interface IUpload : IAsyncDisposable
{
    long Length { get; }

    /// <summary>
    /// Not none if it is known already that nothing can come of it, such as a quota without room for the announced length: then the
    /// client need not send it. What is written all the same is counted and dropped, and the append is refused for this reason.
    /// </summary>
    Refusal Refusal { get; }

    /// <summary>Takes the octets before it completes. A full disk or a closed store shows here as <see cref="StoreUnavailableException"/>.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation = default);
}
