using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Mime.Fields;
using MailStore.Mime.Structure;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>What SEARCH, SORT and THREAD need of a message that they look into.</summary>
internal interface IOpenedMessage
{
    IMessageContent Content { get; }

    /// <summary>After <see cref="FindPartsAsync"/>.</summary>
    ReadOnlySpan<Part> Parts { get; }

    void Open(IMessageContent content);

    /// <param name="isAtHand">The facts, and what was kept, will tell all: then the message stays closed until they do not.</param>
    ValueTask OpenAsync(IMailboxView view, Uid uid, bool isAtHand);

    /// <summary>Of the message that was opened by its UID.</summary>
    void Close();

    ValueTask FindPartsAsync();

    /// <summary>ENVELOPE, in its wire form.</summary>
    ValueTask WriteEnvelopeAsync(IBufferWriter<byte> output);

    /// <summary>The References fields of the header, as they stand.</summary>
    ValueTask WriteReferencesAsync(OctetBuffer output);

    ValueTask<ReadOnlyMemory<byte>> ReadHeaderAsync(long start, long end);
}
