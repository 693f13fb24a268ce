namespace MailStore.Server.Accounts.OAuth;

/// <summary>RFC 7662: whom to ask about tokens.</summary>
internal sealed record IntrospectionSettings(Uri Endpoint)
{
    /// <summary>Who asks; empty: nobody in particular.</summary>
    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>Holds the name of the account.</summary>
    public string NameField { get; init; } = "username";

    /// <summary>That a token must be for; empty: any.</summary>
    public string Scope { get; init; } = "";
}
