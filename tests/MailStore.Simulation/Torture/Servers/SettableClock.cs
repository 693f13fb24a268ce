namespace MailStore.Simulation.Torture.Servers;

/// <summary>The clock of a machine whose time somebody sets: what it says jumps, what has passed does not.</summary>
internal sealed class SettableClock : TimeProvider
{
    private long _ahead;

    public void SetAhead(TimeSpan ahead) => Volatile.Write(ref _ahead, ahead.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _ahead));
}
