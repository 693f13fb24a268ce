namespace MailStore.Abstractions.Accounts;

/// <summary>What an account keeps for one way to log in.</summary>
/// <param name="Value">Null if there is no such account, or it keeps nothing of the kind: which of them is nobody's business.</param>
/// <param name="IsUnavailable">Whoever knows cannot be asked just now: a temporary failure, never "no such user".</param>
public readonly record struct CredentialLookup<T>(T? Value, bool IsUnavailable)
    where T : class;
