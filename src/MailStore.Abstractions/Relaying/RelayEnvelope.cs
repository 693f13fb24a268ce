using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Relaying;

/// <summary>What the next one is told of a message before its recipients.</summary>
/// <param name="Bytes">As announced; null if nobody said.</param>
/// <param name="IsEightBit">RFC 6152: there are octets above 127.</param>
/// <param name="IsUtf8">RFC 6531: so are there in addresses or the header.</param>
public sealed record RelayEnvelope(EnvelopeAddress Sender, long? Bytes, bool IsEightBit, bool IsUtf8);
