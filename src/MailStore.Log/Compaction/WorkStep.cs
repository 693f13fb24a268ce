namespace MailStore.Log.Compaction;

/// <summary>
/// Where work in the background may pause. Such work is an iterator, so one thread can drive it step by step, throttled or at
/// full speed, in a simulation as in a server.
/// </summary>
/// <param name="Octets">Read and written since the step before: what a throttle counts.</param>
/// <param name="IsWaiting">Nothing can be done until the writer has gone on.</param>
internal readonly record struct WorkStep(long Octets, bool IsWaiting)
{
    public static WorkStep Waiting => new(0, IsWaiting: true);

    public static WorkStep Moved(long octets) => new(octets, IsWaiting: false);
}
