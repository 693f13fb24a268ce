using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>A connection, LOGIN, LOGOUT.</summary>
internal sealed class LogInLoad(LoadTraits traits) : ILoad
{
    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(target, Users.At(worker));

    private sealed class Worker(Target target, string user) : IWorker
    {
        public void Do(Tally tally)
        {
            using var client = Mailboxes.LogIn(target, user);
            client.Do("LOGOUT");
            tally.Done(1);
        }

        public void Dispose()
        {
        }
    }
}
