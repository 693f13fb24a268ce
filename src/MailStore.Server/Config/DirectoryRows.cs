namespace MailStore.Server.Config;

/// <summary>Directories of users besides the store's own, and how much guessing is borne.</summary>
internal static class DirectoryRows
{
    public const string Store = "store";
    public const string PasswdFile = "passwd-file";
    public const string PostgreSql = "postgresql";
    public const string Ldap = "ldap";

    private const string Section = "Directory";

    public static Setting Kind { get; } = new("directory", Section, ValueForm.OneOf(Store, PasswdFile, PostgreSql, Ldap), "Who knows the users: the store itself, or somebody else. Users of the store and of this file are known too.") { Default = [Store], IsReloadable = true };

    public static Setting File { get; } = new("passwd-file", Section, ValueForm.File, "Users in Dovecot's form, name:{SCHEME}password, a line each.") { IsReloadable = true };

    public static Setting Scheme { get; } = new("password-scheme", Section, ValueForm.Text, "Of passwords in a file or database that say none.") { Default = ["CRYPT"], IsReloadable = true };

    public static Setting Database { get; } = new("postgresql", Section, ValueForm.Text, "Host=...;Database=...;Username=...;Password=...") { IsReloadable = true, IsSecret = true };

    public static Setting PasswordQuery { get; } = new("postgresql-password-query", Section, ValueForm.Text, "Gives the password of the user $1.") { Default = ["SELECT password FROM users WHERE name = $1"], IsReloadable = true };

    public static Setting AddressQuery { get; } = new("postgresql-address-query", Section, ValueForm.Text, "Gives the users that have the address $1.") { Default = ["SELECT name FROM users WHERE name = $1 UNION SELECT member FROM aliases WHERE address = $1"], IsReloadable = true };

    public static Setting DomainQuery { get; } = new("postgresql-domain-query", Section, ValueForm.Text, "Gives a row if mail for the domain $1 is kept here.") { Default = ["SELECT 1 FROM domains WHERE name = $1"], IsReloadable = true };

    public static Setting LdapServer { get; } = new("ldap", Section, new("ldap[s]://HOST[:PORT]", "is no ldap://HOST and no ldaps://HOST", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "ldap" or "ldaps"), "The directory to ask.") { IsReloadable = true };

    public static Setting LdapBase { get; } = new("ldap-base", Section, ValueForm.Text, "Below which all users are, such as ou=people,dc=example,dc=org.") { IsReloadable = true };

    public static Setting LdapName { get; } = new("ldap-bind-name", Section, ValueForm.Text, "Who looks for users there; nobody in particular without this.") { IsReloadable = true };

    public static Setting LdapPassword { get; } = new("ldap-bind-password", Section, ValueForm.Text, "Their password.") { IsReloadable = true, IsSecret = true };

    public static Setting LdapUser { get; } = new("ldap-user-filter", Section, ValueForm.Text, "Finds the user who logs in as %s.") { Default = ["(mail=%s)"], IsReloadable = true };

    public static Setting LdapAddress { get; } = new("ldap-address-filter", Section, ValueForm.Text, "Finds the users who have the address %s.") { Default = ["(|(mail=%s)(mailAlternateAddress=%s))"], IsReloadable = true };

    public static Setting LdapAccount { get; } = new("ldap-account-attribute", Section, ValueForm.Text, "Holds the name of the user's account.") { Default = ["mail"], IsReloadable = true };

    public static Setting LdapDomain { get; } = new("ldap-domain", Section, ValueForm.Text, "A domain whose mail is kept here.") { IsList = true, IsReloadable = true };

    public static Setting Tokens { get; } = new("oauth-introspection", Section, ValueForm.Web, "Says of tokens whether they hold (RFC 7662): OAUTHBEARER and XOAUTH2 are offered with it.") { IsReloadable = true };

    public static Setting TokenClient { get; } = new("oauth-client", Section, ValueForm.Text, "Who asks about tokens.") { IsReloadable = true };

    public static Setting TokenSecret { get; } = new("oauth-secret", Section, ValueForm.Text, "Their secret.") { IsReloadable = true, IsSecret = true };

    public static Setting TokenName { get; } = new("oauth-name-field", Section, ValueForm.Text, "Field of the answer that holds the name of the account.") { Default = ["username"], IsReloadable = true };

    public static Setting TokenScope { get; } = new("oauth-scope", Section, ValueForm.Text, "That a token must be for; any without this.") { IsReloadable = true };

    public static Setting Exempt { get; } = new("throttle-exempt", Section, ValueForm.Network, "Clients whose failed log-ins cost nothing, such as a webmail that logs in for everybody. This machine is one.") { IsList = true, IsReloadable = true };

    public static Setting Failures { get; } = new("throttle-failures", Section, ValueForm.Number(1, 1_000_000), "Log-ins that may fail at an address before it is locked out; 1,000,000 is as good as never.") { Default = ["20"], IsReloadable = true };

    public static IReadOnlyList<Setting> All { get; } =
    [
        Kind, File, Scheme, Database, PasswordQuery, AddressQuery, DomainQuery, LdapServer, LdapBase, LdapName, LdapPassword, LdapUser, LdapAddress, LdapAccount, LdapDomain,
        Tokens, TokenClient, TokenSecret, TokenName, TokenScope, Exempt, Failures,
    ];
}
