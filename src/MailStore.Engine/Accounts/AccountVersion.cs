using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>What everybody sees of an account: all of it as of one commit.</summary>
internal sealed record AccountVersion(PublishedTree Tree, Quota Quota, bool IsDeleted);
