namespace MailStore.Abstractions.Accounts;

/// <summary>RFC 9208: what an account uses and what it may use. A message counts once for each mailbox it is in.</summary>
public readonly record struct Quota(QuotaLimits Limits, long Bytes, long Messages, long Mailboxes);
