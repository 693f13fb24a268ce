namespace MailStore.Abstractions.Sasl;

/// <summary>Whether a mechanism that a client asked for can be begun.</summary>
public enum SaslChoice
{
    Begun,

    /// <summary>There is no such mechanism, or not here.</summary>
    NotOffered,

    /// <summary>It would send a password where others can read it: PRIVACYREQUIRED, 538.</summary>
    NeedsPrivacy,
}
