namespace MailStore.Log.Commit;

/// <summary>Times commits for whoever looks on.</summary>
internal readonly struct CommitClock(TimeProvider time, ICommitWatch? watch)
{
    public long Start() => watch is null ? 0 : time.GetTimestamp();

    public void Stop(long startedAt, int requests, long bytes) => watch?.Committed(requests, bytes, time.GetElapsedTime(startedAt));
}
