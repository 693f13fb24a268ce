namespace MailStore.Server.Accounts.Ldap;

/// <summary>Where the directory is, and how users are found in it. <c>%s</c> in a filter is what is looked for, escaped.</summary>
/// <param name="Server">ldap://HOST[:PORT] or ldaps://HOST[:PORT]</param>
/// <param name="Base">Below which all users are, such as <c>ou=people,dc=example,dc=org</c>.</param>
internal sealed record LdapSettings(Uri Server, string Base)
{
    /// <summary>Who looks for users; empty: anybody may.</summary>
    public string BindName { get; init; } = "";

    public string BindPassword { get; init; } = "";

    /// <summary>By the name that somebody logs in with.</summary>
    public string UserFilter { get; init; } = "(mail=%s)";

    /// <summary>By an address that mail is for.</summary>
    public string AddressFilter { get; init; } = "(|(mail=%s)(mailAlternateAddress=%s))";

    /// <summary>Holds the name of the user's account.</summary>
    public string AccountAttribute { get; init; } = "mail";

    /// <summary>Domains whose mail is kept here.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
