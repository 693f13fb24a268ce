namespace MailStore.Smtp.Session;

/// <summary>What a listener is for.</summary>
public enum SmtpRole
{
    /// <summary>RFC 2033: from a mail transfer agent that keeps the queue; an answer for each recipient.</summary>
    Lmtp,

    /// <summary>From anywhere, for local recipients and nobody else.</summary>
    Intake,

    /// <summary>RFC 6409: from users, who log in first, to anywhere.</summary>
    Submission,
}
