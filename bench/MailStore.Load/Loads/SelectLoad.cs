using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>SELECT of a large mailbox: by a session that has just selected another one, or by the first after a restart, with nothing of the server's files in memory.</summary>
internal sealed class SelectLoad(LoadTraits traits, int messages, bool isCold) : ILoad
{
    private const string User = "large";
    private const string Mailbox = "large";

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target) => LargeMailbox.Fill(target, User, Mailbox, messages);

    public Target BeginRound(Target target, int round)
    {
        if (!isCold)
        {
            return target;
        }

        var again = target.StartAgain();
        PageCache.Drop(target.Folder);
        return again;
    }

    public IWorker Join(Target target, int worker, int round)
    {
        // What a server does at its very first SELECT is not this mailbox' doing.
        var client = Mailboxes.LogIn(target, User);
        client.Do("SELECT INBOX");
        client.Do("UNSELECT");
        return new Worker(client, messages, isCold);
    }

    private sealed class Worker(ImapClient client, int messages, bool isOnce) : IWorker
    {
        public void Do(Tally tally)
        {
            client.Send($"x SELECT {Mailbox}\r\n");
            client.Until("* " + messages.ToString(CultureInfo.InvariantCulture) + " EXISTS");
            client.Finish("?");
            tally.Done(1);
            if (!isOnce)
            {
                client.Do("UNSELECT");
            }
        }

        public void Dispose() => client.Dispose();
    }
}
