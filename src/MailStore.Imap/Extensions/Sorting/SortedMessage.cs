using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>A message with what it is ordered by. Texts are keys of their collation, and there only where they are asked for.</summary>
internal sealed class SortedMessage
{
    public required Uid Uid { get; init; }

    public required ModSeq ModSeq { get; init; }

    public required long Arrival { get; init; }

    public required long Size { get; init; }

    /// <summary>RFC 6203 §4</summary>
    public int Relevancy { get; set; }

    public long Sent { get; set; }

    public byte[] Cc { get; set; } = [];

    public byte[] From { get; set; } = [];

    public byte[] To { get; set; } = [];

    public byte[] Subject { get; set; } = [];

    public byte[] DisplayFrom { get; set; } = [];

    public byte[] DisplayTo { get; set; } = [];
}
