namespace MailStore.Abstractions.Accounts;

/// <summary>The hash of a SCRAM mechanism.</summary>
public enum ScramHash
{
    Sha1,
    Sha256,
}
