using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Mail;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>APPEND of one message after the other, a mailbox for each connection.</summary>
internal sealed class AppendLoad(LoadTraits traits) : ILoad
{
    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(Mailboxes.LogIn(target, Users.At(worker)), worker * 31);

    private sealed class Worker(ImapClient client, int first) : IWorker
    {
        private int _next = first;

        public void Do(Tally tally)
        {
            var message = RealMix.At(_next++);
            client.Send(string.Create(CultureInfo.InvariantCulture, $"x APPEND INBOX {{{message.Length}+}}\r\n"));
            client.Send([.. message, .. "\r\n"u8]);
            client.Finish("?");
            tally.Done(1);
        }

        public void Dispose() => client.Dispose();
    }
}
