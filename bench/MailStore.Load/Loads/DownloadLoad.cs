using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>A POP3 client logs in, asks UIDL, fetches all messages and ends, again and again. Each connection has a maildrop.</summary>
internal sealed class DownloadLoad(LoadTraits traits, int messages) : ILoad
{
    // What the first server sent of all messages: others must send as much.
    private (string Server, long Octets)? _answer;

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Pop3 is not null;

    public void Prepare(Target target)
    {
        for (var worker = 0; worker < traits.Bounds.Workers; worker++)
        {
            Mailboxes.Fill(target, User(worker), "INBOX", messages);
        }

        var octets = Download(target, 0, messages, null);
        _answer ??= (target.Name, octets);
        if (octets != _answer.Value.Octets)
        {
            throw new OtherAnswerException($"{target.Name} sends {octets} octets, and {_answer.Value.Server} {_answer.Value.Octets}.");
        }
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(target, worker, messages, _answer!.Value.Octets);

    private static string User(int worker) => string.Create(CultureInfo.InvariantCulture, $"p{worker}");

    private static long Download(Target target, int worker, int messages, Tally? tally)
    {
        using var client = Pop3Client.LogIn(target.Pop3Place, target.LoginOf(User(worker)), target.Password);
        client.Send("UIDL\r\n");
        client.ReadLong();
        var octets = 0L;
        for (var number = 1; number <= messages; number++)
        {
            client.Send(string.Create(CultureInfo.InvariantCulture, $"RETR {number}\r\n"));
            octets += client.ReadLong();
        }

        client.Do("QUIT");
        tally?.Done(messages);
        return octets;
    }

    private sealed class Worker(Target target, int number, int messages, long octets) : IWorker
    {
        public void Do(Tally tally)
        {
            if (Download(target, number, messages, tally) is var found && found != octets)
            {
                throw new InvalidDataException($"{found} octets came, and {octets} should have.");
            }
        }

        public void Dispose()
        {
        }
    }
}
