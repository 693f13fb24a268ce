using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Testing.Memory;

/// <summary>What was uploaded, or why nothing can come of it.</summary>
internal sealed record MemoryBody(byte[] Octets, MessageFacts Facts, Refusal Refusal);
