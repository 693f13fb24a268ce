namespace MailStore.Abstractions.Messages;

/// <summary>RFC 9051 §6.4.6: FLAGS, +FLAGS, -FLAGS.</summary>
public enum FlagMode
{
    Replace,
    Add,
    Remove,
}
