namespace MailStore.Pop3.Replies;

/// <summary>The response codes that this server says.</summary>
internal static class ReplyCodes
{
    /// <summary>RFC 2449 §8.1.2: another session has the maildrop.</summary>
    public const string InUse = "IN-USE";

    /// <summary>RFC 2449 §8.1.1: logged in too short a time ago.</summary>
    public const string LoginDelay = "LOGIN-DELAY";

    /// <summary>RFC 3206 §4: the name or the password.</summary>
    public const string Auth = "AUTH";

    /// <summary>RFC 3206 §4: something of ours, and not for long.</summary>
    public const string SysTemp = "SYS/TEMP";

    /// <summary>RFC 3206 §4: something of ours, and a person must look at it.</summary>
    public const string SysPerm = "SYS/PERM";
}
