using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>STORE of one flag of one message, on and off again; each connection has a mailbox.</summary>
internal sealed class StoreLoad(LoadTraits traits, int messages) : ILoad
{
    private const string Mailbox = "work";

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
        for (var worker = 0; worker < Math.Min(16, traits.Bounds.Workers); worker++)
        {
            Mailboxes.Fill(target, Users.At(worker), Mailbox, messages);
        }
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round)
    {
        // Each STORE must change something: else Cyrus says nothing, and has done nothing.
        var client = Mailboxes.Select(target, Users.At(worker), Mailbox);
        client.Do("STORE 1:* -FLAGS.SILENT (\\Flagged)");
        return new Worker(client, new Random((round * 100) + worker), messages);
    }

    private sealed class Worker(ImapClient client, Random dice, int messages) : IWorker
    {
        private int _number;
        private bool _isSet;

        public void Do(Tally tally)
        {
            _isSet = !_isSet;
            _number = _isSet ? dice.Next(messages) + 1 : _number;
            var command = string.Create(CultureInfo.InvariantCulture, $"STORE {_number} {(_isSet ? '+' : '-')}FLAGS (\\Flagged)");
            if (client.Do(command, "FETCH") != 1)
            {
                throw new InvalidDataException($"{command} was not answered with the flags.");
            }

            tally.Done(1);
        }

        public void Dispose() => client.Dispose();
    }
}
