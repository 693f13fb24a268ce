using MailStore.Load.Targets;

namespace MailStore.Load.Driving;

/// <summary>Something that clients do to a server.</summary>
internal interface ILoad
{
    LoadTraits Traits { get; }

    /// <summary>The server speaks what this needs.</summary>
    bool Fits(Target target);

    /// <summary>Before the first round at a server: fills mailboxes, unless they are full.</summary>
    /// <exception cref="OtherAnswerException">Its answers are not those of the first one.</exception>
    void Prepare(Target target);

    /// <summary>Before each round.</summary>
    /// <returns>The server, which may have been started again.</returns>
    Target BeginRound(Target target, int round);

    IWorker Join(Target target, int worker, int round);
}
