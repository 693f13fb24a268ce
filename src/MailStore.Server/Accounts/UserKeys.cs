using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts;

/// <summary>What is kept of a password.</summary>
/// <param name="Secret">The password itself, only where that was asked for.</param>
internal sealed record UserKeys(byte[] Hash, ScramKeys ScramSha1, ScramKeys ScramSha256, SharedSecret? Secret);
