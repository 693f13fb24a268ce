using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts;

/// <summary>Somebody who may log in.</summary>
internal sealed record User(AccountName Account, string Password)
{
    /// <summary>From <c>name:password</c>. A password may hold colons, a name may not.</summary>
    public static bool TryParse(string text, out User user)
    {
        var colon = text.IndexOf(':');
        user = null!;
        if (colon < 0 || colon == text.Length - 1 || !AccountName.TryCreate(text[..colon], out var account))
        {
            return false;
        }

        user = new(account, text[(colon + 1)..]);
        return true;
    }
}
