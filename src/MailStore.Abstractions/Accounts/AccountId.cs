namespace MailStore.Abstractions.Accounts;

/// <summary>An account, whatever it is named. Never used again.</summary>
public readonly record struct AccountId(ulong Value)
{
    public bool IsNone => Value == 0;

    public override string ToString() => Value.ToString("x");
}
