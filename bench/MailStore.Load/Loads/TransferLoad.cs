using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>Messages go from mailbox to mailbox, window by window, or out of one: in a new mailbox each round, so that there are always as many.</summary>
internal sealed class TransferLoad(LoadTraits traits, int messages, int window, TransferKind kind) : ILoad
{
    private const string User = "reader";
    private const string Source = "source";
    private const string Destination = "destination";

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
    }

    public Target BeginRound(Target target, int round)
    {
        Mailboxes.Renew(target, User, Source, messages);
        Mailboxes.Renew(target, User, Destination, 0);
        return target;
    }

    public IWorker Join(Target target, int worker, int round) => new Worker(Mailboxes.Select(target, User, Source), messages, window, kind);

    private sealed class Worker(ImapClient client, int messages, int window, TransferKind kind) : IWorker
    {
        private int _next = 1;

        public void Do(Tally tally)
        {
            var first = kind == TransferKind.Copy ? _next : 1;
            _next = _next + window + window > messages + 1 ? 1 : _next + window;
            var set = string.Create(CultureInfo.InvariantCulture, $"{first}:{first + window - 1}");
            var gone = kind switch
            {
                TransferKind.Copy => Copy(set),
                TransferKind.Move => client.Do($"MOVE {set} {Destination}", "EXPUNGE"),
                _ => Expunge(set),
            };
            if (gone != (kind == TransferKind.Copy ? 0 : window))
            {
                throw new InvalidDataException($"{gone} messages of {window} went.");
            }

            tally.Done(window);
        }

        public void Dispose() => client.Dispose();

        private int Copy(string set) => client.Do($"COPY {set} {Destination}", "EXPUNGE");

        private int Expunge(string set)
        {
            client.Do($"STORE {set} +FLAGS.SILENT (\\Deleted)");
            return client.Do("EXPUNGE", "EXPUNGE");
        }
    }
}
