using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Mail;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Mail comes in by LMTP; each connection stays for the round.</summary>
internal sealed class DeliverLoad(LoadTraits traits, int recipients) : ILoad
{
    private const int Kinds = 256;

    private static readonly Lazy<byte[][]> s_messages = new(() => Array.ConvertAll(RealMix.Sized(Kinds, seed: 9), RealMix.Stuffed));

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Lmtp is not null;

    public void Prepare(Target target) => _ = s_messages.Value;

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(MailClient.Connect(target.LmtpPlace, isLmtp: true), MadeMail.Envelope(worker, recipients), recipients, worker);

    private sealed class Worker(MailClient client, byte[] envelope, int recipients, int number) : IWorker
    {
        private int _sent = number;

        public void Do(Tally tally)
        {
            client.Send(envelope, commands: 2 + recipients, s_messages.Value[_sent++ % Kinds], replies: recipients);
            tally.Done(recipients);
        }

        public void Dispose() => client.Dispose();
    }
}
