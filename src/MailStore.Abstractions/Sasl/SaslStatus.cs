namespace MailStore.Abstractions.Sasl;

/// <summary>Where an exchange stands.</summary>
public enum SaslStatus
{
    /// <summary>The client is to answer the challenge.</summary>
    Challenge,

    /// <summary>It is over, and <see cref="SaslStep.SignIn"/> says how: accepted, refused, not authorized, or nobody could be asked.</summary>
    Done,

    /// <summary>What came is no message of the mechanism: BAD, 501, -ERR. Not a refused login.</summary>
    Malformed,
}
