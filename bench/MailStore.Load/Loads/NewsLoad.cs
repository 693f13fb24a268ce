using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>
/// How long after mail was sent those hear of it who idle: many sessions idle in one mailbox, another appends to it, one message after the other. Latency is that of
/// each session; what durability takes is in it.
/// </summary>
internal sealed class NewsLoad(LoadTraits traits, int sessions) : ILoad
{
    private const string User = "idler";
    private const int MessageBytes = 4 * 1024;

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
    }

    public Target BeginRound(Target target, int round)
    {
        Mailboxes.Renew(target, User, "news", 0);
        return target;
    }

    public IWorker Join(Target target, int worker, int round)
    {
        var sender = Mailboxes.LogIn(target, User);
        var idlers = Enumerable.Range(0, sessions).Select(_ => Sessions.Idle(target, User, "news")).ToList();
        return new Worker(sender, idlers, new NewsWatch(idlers));
    }

    private sealed class Worker(ImapClient sender, List<ImapClient> idlers, NewsWatch watch) : IWorker
    {
        private static readonly string s_body = "Subject: load\r\n\r\n" + new string('x', MessageBytes - 19) + "\r\n";
        private int _count;

        public void Do(Tally tally)
        {
            sender.Send(string.Create(CultureInfo.InvariantCulture, $"x APPEND news {{{s_body.Length}+}}\r\n{s_body}\r\n"));
            tally.Done(1, watch.Await(++_count));
            sender.Finish("?");
        }

        public void Dispose()
        {
            watch.Dispose();
            sender.Dispose();
            idlers.ForEach(idler => idler.Dispose());
        }
    }
}
