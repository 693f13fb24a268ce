namespace MailStore.Engine.Accounts;

/// <summary>UIDVALIDITY begins as the time in seconds, so that a store that was restored from a backup gives newer ones than it had given away.</summary>
internal static class ValidityClock
{
    /// <summary>Left for mailboxes to come, whatever the clock said.</summary>
    private const uint Reserve = 1 << 28;

    /// <summary>
    /// 0 for a time that no number of 32 bits holds, or nearly so: a clock that was wrong once, beyond the year 2097, would leave nothing for ever.
    /// Then the number after the last one has to do.
    /// </summary>
    public static ulong SecondsOf(DateTimeOffset now) => now.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue - Reserve and var seconds ? (ulong)seconds : 0;
}
