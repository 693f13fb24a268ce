namespace MailStore.Smtp.Session;

/// <summary>RFC 6409 §6.1: whom a user's message may say to be from.</summary>
public enum FromPolicy
{
    /// <summary>The user, by any name of theirs: in the envelope, and in From.</summary>
    Own,

    /// <summary>In the envelope the user, and in From anybody.</summary>
    OwnEnvelope,

    /// <summary>Anybody: for gateways that are trusted with it.</summary>
    Any,
}
