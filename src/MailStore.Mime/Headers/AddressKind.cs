namespace MailStore.Mime.Headers;

/// <summary>What an entry of an address list is (RFC 9051 §7.5.2, envelope).</summary>
public enum AddressKind : byte
{
    /// <summary>Somebody's address.</summary>
    Mailbox = 0,

    /// <summary>A group's name; its members follow.</summary>
    GroupStart = 1,

    GroupEnd = 2,
}
