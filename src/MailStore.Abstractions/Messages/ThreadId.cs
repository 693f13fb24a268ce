namespace MailStore.Abstractions.Messages;

/// <summary>The conversation that a message belongs to: RFC 8474 §5.2, THREADID. The id of its first message.</summary>
public readonly record struct ThreadId(ulong Value);
