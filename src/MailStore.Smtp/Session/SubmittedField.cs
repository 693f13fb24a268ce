namespace MailStore.Smtp.Session;

/// <summary>What a field of a submitted header is to whoever completes it.</summary>
internal enum SubmittedField : byte
{
    Other,
    From,

    /// <summary>It names recipients that others must not see: RFC 5322 §3.6.3.</summary>
    Secret,
}
