using MailStore.Abstractions.Messages;
using MailStore.Mime.Structure;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>What a search needs of a message that it looks into.</summary>
internal interface IOpenedMessage
{
    IMessageContent Content { get; }

    /// <summary>After <see cref="FindPartsAsync"/>.</summary>
    ReadOnlySpan<Part> Parts { get; }

    void Open(IMessageContent content);

    ValueTask FindPartsAsync();

    ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(long start, long end);
}
