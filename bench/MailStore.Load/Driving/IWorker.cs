namespace MailStore.Load.Driving;

/// <summary>A client, or what else works alone on a thread. What is set up before the first call is not measured.</summary>
internal interface IWorker : IDisposable
{
    /// <summary>One call and its answer, which is looked at.</summary>
    /// <exception cref="InvalidDataException">The answer is wrong, and with it the run.</exception>
    void Do(Tally tally);
}
