namespace MailStore.Abstractions.Accounts;

/// <summary>What an authenticator can be asked about. What it cannot is not offered to any client.</summary>
[Flags]
public enum CredentialKinds
{
    None = 0,

    /// <summary>A name and a password in the clear: LOGIN, USER and PASS, SASL PLAIN and LOGIN.</summary>
    Password = 1,

    /// <summary>Keys of RFC 5802 with SHA-1.</summary>
    ScramSha1 = 2,

    /// <summary>Keys of RFC 7677.</summary>
    ScramSha256 = 4,

    /// <summary>Some account keeps a secret in the clear: CRAM-MD5 and APOP.</summary>
    Secret = 8,

    /// <summary>Tokens of somebody else's: OAUTHBEARER and XOAUTH2.</summary>
    Token = 16,

    /// <summary>Names in certificates of clients: EXTERNAL.</summary>
    Certificate = 32,
}
