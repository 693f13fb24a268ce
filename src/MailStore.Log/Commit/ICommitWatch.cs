namespace MailStore.Log.Commit;

/// <summary>Who looks on at commits. Called on the writer's thread: it neither waits nor throws.</summary>
public interface ICommitWatch
{
    /// <param name="requests">Changes that became durable together.</param>
    /// <param name="bytes">What they brought along.</param>
    /// <param name="took">From the first octet on its way to the disk to the word that all are there.</param>
    void Committed(int requests, long bytes, TimeSpan took);
}
