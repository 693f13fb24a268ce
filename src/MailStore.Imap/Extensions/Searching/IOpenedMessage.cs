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

    /// <summary>The fields that ENVELOPE is made of, where they are stored apart.</summary>
    bool TryGetEnvelopeFields(out ReadOnlyMemory<byte> fields);

    ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(long start, long end);
}
