using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Relaying;

/// <summary>What the next one is told of a message before its recipients.</summary>
/// <param name="Bytes">As announced; null if nobody said.</param>
/// <param name="Notices">RFC 3461 §4.3, §4.4: RET and ENVID as they came, or nothing.</param>
/// <param name="IsEightBit">RFC 6152: there are octets above 127.</param>
/// <param name="IsUtf8">RFC 6531: so are there in addresses or the header.</param>
public sealed record RelayEnvelope(EnvelopeAddress Sender, long? Bytes, string Notices, bool IsEightBit, bool IsUtf8);
