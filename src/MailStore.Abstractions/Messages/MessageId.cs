namespace MailStore.Abstractions.Messages;

/// <summary>What a message is, wherever it is copied or moved to within its account: RFC 8474 §5.1, EMAILID. Never used again.</summary>
public readonly record struct MessageId(ulong Value);
