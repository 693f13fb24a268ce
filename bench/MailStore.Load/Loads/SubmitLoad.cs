using System.Globalization;
using System.Text;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Mail;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Submission: a whole session for each message, with a log-in where the server offers one.</summary>
internal sealed class SubmitLoad(LoadTraits traits) : ILoad
{
    private const int Octets = 24 * 1024;

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Smtp is not null;

    public void Prepare(Target target)
    {
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round)
    {
        var user = string.Create(CultureInfo.InvariantCulture, $"u{worker % 16}@example.org");
        var envelope = Encoding.ASCII.GetBytes($"MAIL FROM:<{user}>\r\nRCPT TO:<u0@example.org>\r\nDATA\r\n");
        return new Worker(target, $"{user}:{target.Password}", envelope, MadeMail.WithQuit([.. MadeMail.Message(Octets, worker, user), .. ".\r\n"u8]));
    }

    private sealed class Worker(Target target, string login, byte[] envelope, byte[] message) : IWorker
    {
        public void Do(Tally tally)
        {
            using var client = MailClient.Connect(target.SmtpPlace, isLmtp: false, login);
            client.Send(envelope, commands: 3, message);
            client.Expect(1, "221"u8);
            tally.Done(1);
        }

        public void Dispose()
        {
        }
    }
}
