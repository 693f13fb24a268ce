using System.Collections.Immutable;

namespace MailStore.Abstractions.Accounts;

/// <summary>What an address book says of one address. Immutable: a book may hand out the same one again and again.</summary>
public sealed record AddressEntry(AddressKind Kind)
{
    public static AddressEntry Elsewhere { get; } = new(AddressKind.Elsewhere);

    public static AddressEntry Unknown { get; } = new(AddressKind.Unknown);

    public static AddressEntry Unavailable { get; } = new(AddressKind.Unavailable);

    /// <summary>Where mail for a mailbox or a list is put. A mailbox that is not there is not made: INBOX takes its place.</summary>
    public ImmutableArray<Recipient> Recipients { get; init; } = [];

    /// <summary>How people write the address, or each member of the list: <c>Anna Example &lt;anna@example.org&gt;</c>.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Where somebody has gone.</summary>
    public EnvelopeAddress ForwardedTo { get; init; }
}
