namespace MailStore.Imap.Tests.Connection;

/// <summary>Whenever somebody looks, eleven seconds have passed.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private long _now;

    public override long GetTimestamp() => Interlocked.Add(ref _now, 11 * TimestampFrequency);
}
