namespace MailStore.Engine.Messages;

/// <summary>Dates as a message's slot holds them: in whole seconds.</summary>
internal static class SlotDates
{
    private static readonly DateTimeOffset s_lastSaved = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    public static DateTimeOffset ToSecond(DateTimeOffset date) => date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>A save date has 32 bits from 1970 on. A clock that is set to a time before or behind them is wrong, and no reason to refuse mail.</summary>
    public static DateTimeOffset Saved(DateTimeOffset now) =>
        now < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : now > s_lastSaved ? s_lastSaved : ToSecond(now);
}
