using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Searching;

/// <summary>What the store can say of a search without opening messages. Those of the view that are in neither set are certainly not found.</summary>
/// <param name="Found">These are found.</param>
/// <param name="Open">These have to be opened to know.</param>
public readonly record struct SearchAnswer(UidSet Found, UidSet Open);
