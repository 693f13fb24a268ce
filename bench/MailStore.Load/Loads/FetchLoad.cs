using System.Globalization;
using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>FETCH of some items of real messages, window by window.</summary>
/// <param name="window">Messages a command; 0 for all by one.</param>
/// <param name="isFirst">In a new mailbox each round, so that each message is asked about for the first time.</param>
internal sealed class FetchLoad(LoadTraits traits, string items, int messages, int window, bool isFirst = false, bool isRandom = false) : ILoad
{
    private const string User = "reader";

    // What the first server answered to all: the others must answer the same literals.
    private (string Server, long Octets, int Hash)? _answer;

    public LoadTraits Traits => traits;

    private string Mailbox => isFirst ? "new" : "real";

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
        Mailboxes.Fill(target, User, "real", messages);
        using var client = Mailboxes.Select(target, User, "real");
        client.Hashes = true;
        var count = client.Do($"FETCH 1:* {items}", "FETCH");
        var answer = (target.Name, client.LiteralOctets, client.LiteralHash);
        _answer ??= answer;
        if (count != messages)
        {
            throw new InvalidDataException($"{target.Name} answered {items} with {count} responses, and {messages} were wanted.");
        }

        // ENVELOPE and BODYSTRUCTURE hold literals at a server's pleasure.
        if (items.Contains('[', StringComparison.Ordinal) && (_answer.Value.Octets, _answer.Value.Hash) != (answer.LiteralOctets, answer.LiteralHash))
        {
            throw new OtherAnswerException($"{items}: {target.Name} answers with {answer.LiteralOctets} octets, and {_answer.Value.Server} with {_answer.Value.Octets}; or they differ.");
        }
    }

    public Target BeginRound(Target target, int round)
    {
        if (isFirst)
        {
            Mailboxes.Renew(target, User, Mailbox, messages);
        }

        return target;
    }

    public IWorker Join(Target target, int worker, int round)
    {
        var client = Mailboxes.LogIn(target, User);
        client.Do("EXAMINE " + Mailbox);
        return new Worker(client, items, messages, window == 0 ? messages : window, isRandom ? new Random(round) : null);
    }

    private sealed class Worker(ImapClient client, string items, int messages, int window, Random? dice) : IWorker
    {
        private int _next;

        public void Do(Tally tally)
        {
            var first = dice?.Next(messages - window + 1) ?? _next;
            _next = first + window + window > messages ? 0 : first + window;
            var command = string.Create(CultureInfo.InvariantCulture, $"FETCH {first + 1}:{first + window} {items}");
            var count = client.Do(command, "FETCH");
            if (count != window)
            {
                throw new InvalidDataException($"{command} was answered with {count} responses.");
            }

            tally.Done(window);
        }

        public void Dispose() => client.Dispose();
    }
}
