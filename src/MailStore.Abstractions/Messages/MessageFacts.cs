namespace MailStore.Abstractions.Messages;

/// <summary>What a message says of itself, in the analyst's own form; the store keeps it and does not look inside.</summary>
/// <param name="Octets">Envelope, structure and whatever else is asked for often. At most <see cref="OctetsMax"/>.</param>
/// <param name="ThreadKeys">Hashes of the message's own id (first) and of the ids it refers to. It joins the conversation of the first key that is known in its account, or begins one; keys not known yet are that conversation's from then on.</param>
public readonly record struct MessageFacts(ReadOnlyMemory<byte> Octets, ReadOnlyMemory<ulong> ThreadKeys)
{
    /// <summary>What is larger is not stored, and computed anew when it is asked for.</summary>
    public const int OctetsMax = 64 * 1024;

    public static MessageFacts None => default;
}
