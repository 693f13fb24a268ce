namespace MailStore.Abstractions.Accounts;

/// <summary>Outcome of a login.</summary>
/// <param name="Account">Whose mail it is, if it was accepted: not always the name that was typed.</param>
public readonly record struct SignIn(SignInOutcome Outcome, AccountName Account)
{
    public static SignIn Refused => default;

    public static SignIn Unavailable => new(SignInOutcome.Unavailable, default);

    public static SignIn NotAuthorized => new(SignInOutcome.NotAuthorized, default);

    public static SignIn As(AccountName account) => new(SignInOutcome.Accepted, account);
}
