using MailStore.Abstractions.Changes;

namespace MailStore.Abstractions.Accounts;

/// <summary>Outcome of a change of the directory of accounts.</summary>
public sealed record AccountResult(Refusal Refusal, AccountId Id);
