using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Sessions that idle and stay: what they take of the memory. An operation is a session that has begun to idle.</summary>
internal sealed class IdleLoad(LoadTraits traits, int messages) : ILoad
{
    private const string User = "idler";

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target) => Mailboxes.Fill(target, User, "rest", messages);

    // What sessions before left behind would hide what these take.
    public Target BeginRound(Target target, int round) => target.StartAgain();

    // The first session of a mailbox loads what all of them share, and is there before anything is measured.
    public IWorker Join(Target target, int worker, int round) => new Worker(target, Sessions.Idle(target, User, "rest"));

    private sealed class Worker(Target target, ImapClient first) : IWorker
    {
        private readonly List<ImapClient> _idlers = [first];

        public void Do(Tally tally)
        {
            _idlers.Add(Sessions.Idle(target, User, "rest"));
            tally.Done(1);
        }

        public void Dispose() => _idlers.ForEach(idler => idler.Dispose());
    }
}
