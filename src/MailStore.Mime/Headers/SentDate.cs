namespace MailStore.Mime.Headers;

/// <summary>
/// When a message was sent. Two values, because the zone is a stranger's: junk mail says "-1900", which RFC 5322 §3.3 allows and no
/// other type of time holds.
/// </summary>
/// <param name="Instant">In UTC: what SORT compares (RFC 5256 §2.2).</param>
/// <param name="Day">As it is written, whatever the zone: what SENTON and the like ask for (RFC 9051 §6.4.4).</param>
public readonly record struct SentDate(DateTimeOffset Instant, DateOnly Day);
