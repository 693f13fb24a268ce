namespace MailStore.Imap.Replies;

/// <summary>The response codes that this server says: RFC 9051 §7.1, RFC 5530 and the extensions.</summary>
internal enum CodeKind : byte
{
    None,
    AlreadyExists,
    AppendUid,
    AuthenticationFailed,
    AuthorizationFailed,
    BadCharset,
    Cannot,
    Capability,
    Closed,
    CopyUid,
    HighestModSeq,
    Limit,
    MailboxId,
    Modified,
    NonExistent,
    OverQuota,
    PrivacyRequired,
    ReadOnly,
    ReadWrite,
    ServerBug,
    TooBig,
    TryCreate,
    UidNext,
    UidRequired,
    UidValidity,
    Unavailable,
    UseAttr,
}
