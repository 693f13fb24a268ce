namespace MailStore.Abstractions.Accounts;

/// <summary>A password kept in the clear, because CRAM-MD5 and APOP cannot do with less. Only where somebody asked for it.</summary>
public sealed record SharedSecret(AccountName Account, ReadOnlyMemory<byte> Octets);
