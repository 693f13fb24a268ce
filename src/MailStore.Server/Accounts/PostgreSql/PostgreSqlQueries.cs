namespace MailStore.Server.Accounts.PostgreSql;

/// <summary>What is asked of the database. Each has one parameter, <c>$1</c>, and never anything else of a client in its text.</summary>
internal sealed record PostgreSqlQueries
{
    /// <summary>A row with the password, as <c>{SCHEME}data</c>; $1 is the name of the user.</summary>
    public string Password { get; init; } = "SELECT password FROM users WHERE name = $1";

    /// <summary>Rows with names of users; $1 is the address.</summary>
    public string Address { get; init; } = "SELECT name FROM users WHERE name = $1 UNION SELECT member FROM aliases WHERE address = $1";

    /// <summary>A row if mail for the domain is kept here; $1 is the domain.</summary>
    public string Domain { get; init; } = "SELECT 1 FROM domains WHERE name = $1";
}
