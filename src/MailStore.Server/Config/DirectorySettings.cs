using System.Net;
using MailStore.Server.Accounts.Ldap;
using MailStore.Server.Accounts.OAuth;
using MailStore.Server.Accounts.PostgreSql;
using MailStore.Server.Accounts.Throttling;

namespace MailStore.Server.Config;

/// <summary>Which directory is asked besides the store's own, and how much guessing is borne.</summary>
internal sealed record DirectorySettings
{
    public string? PasswdFile { get; private init; }

    public string PasswordScheme { get; private init; } = "CRYPT";

    public string? Database { get; private init; }

    public PostgreSqlQueries Queries { get; private init; } = new();

    public LdapSettings? Ldap { get; private init; }

    public IntrospectionSettings? Tokens { get; private init; }

    public ThrottleRules Throttle { get; private init; } = new();

    public static DirectorySettings Of(SettingValues values)
    {
        var kind = values.Text(DirectoryRows.Kind);
        return new()
        {
            PasswdFile = kind == DirectoryRows.PasswdFile ? values.Text(DirectoryRows.File) : null,
            PasswordScheme = values.Text(DirectoryRows.Scheme)!,
            Database = kind == DirectoryRows.PostgreSql ? values.Text(DirectoryRows.Database) : null,
            Queries = new()
            {
                Password = values.Text(DirectoryRows.PasswordQuery)!,
                Address = values.Text(DirectoryRows.AddressQuery)!,
                Domain = values.Text(DirectoryRows.DomainQuery)!,
            },
            Ldap = kind == DirectoryRows.Ldap ? LdapOf(values) : null,
            Tokens = values.Text(DirectoryRows.Tokens) is { } endpoint ? TokensOf(values, new(endpoint)) : null,
            Throttle = new()
            {
                AddressFailuresMax = (int)values.Number(DirectoryRows.Failures),
                Exempt = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128"), .. values.Networks(DirectoryRows.Exempt)],
            },
        };
    }

    /// <summary>What a directory needs and nobody said.</summary>
    public static IEnumerable<SettingFault> Faults(SettingValues values)
    {
        var needed = values.Text(DirectoryRows.Kind) switch
        {
            DirectoryRows.PasswdFile => new[] { DirectoryRows.File },
            DirectoryRows.PostgreSql => [DirectoryRows.Database],
            DirectoryRows.Ldap => [DirectoryRows.LdapServer, DirectoryRows.LdapBase],
            _ => [],
        };
        foreach (var setting in needed.Where(setting => values.Of(setting).Count == 0))
        {
            yield return new(values.Of(DirectoryRows.Kind)[0].Where, $"The directory {values.Text(DirectoryRows.Kind)} needs {setting.Name} too.");
        }
    }

    private static LdapSettings LdapOf(SettingValues values) => new(new(values.Text(DirectoryRows.LdapServer)!), values.Text(DirectoryRows.LdapBase)!)
    {
        BindName = values.Text(DirectoryRows.LdapName) ?? "",
        BindPassword = values.Text(DirectoryRows.LdapPassword) ?? "",
        UserFilter = values.Text(DirectoryRows.LdapUser)!,
        AddressFilter = values.Text(DirectoryRows.LdapAddress)!,
        AccountAttribute = values.Text(DirectoryRows.LdapAccount)!,
        Domains = values.Texts(DirectoryRows.LdapDomain),
    };

    private static IntrospectionSettings TokensOf(SettingValues values, Uri endpoint) => new(endpoint)
    {
        ClientId = values.Text(DirectoryRows.TokenClient) ?? "",
        ClientSecret = values.Text(DirectoryRows.TokenSecret) ?? "",
        NameField = values.Text(DirectoryRows.TokenName)!,
        Scope = values.Text(DirectoryRows.TokenScope) ?? "",
    };
}
