using MailStore.Load.Clients;
using MailStore.Load.Driving;
using MailStore.Load.Targets;

namespace MailStore.Load.Loads;

/// <summary>The same few searches again and again, which must find the same messages at every server.</summary>
internal sealed class SearchLoad(LoadTraits traits, int messages, string[] keys) : ILoad
{
    private const string User = "reader";

    private (string Server, string[] Found)? _answer;

    public LoadTraits Traits => traits;

    public bool Fits(Target target) => target.Imap is not null;

    public void Prepare(Target target)
    {
        Mailboxes.Fill(target, User, "real", messages);
        using var client = Mailboxes.Select(target, User, "real");
        var found = Array.ConvertAll(keys, key => client.Ask("SEARCH " + key, "* SEARCH").TrimEnd());
        _answer ??= (target.Name, found);
        for (var number = 0; number < keys.Length; number++)
        {
            if (found[number] != _answer.Value.Found[number])
            {
                throw new OtherAnswerException($"SEARCH {keys[number]}: {target.Name} finds {Count(found[number])}, and {_answer.Value.Server} {Count(_answer.Value.Found[number])}");
            }
        }
    }

    public Target BeginRound(Target target, int round) => target;

    public IWorker Join(Target target, int worker, int round) => new Worker(Mailboxes.Select(target, User, "real"), keys, _answer!.Value.Found);

    private static string Count(string found) => $"{found.Split(' ').Length - 2} of them";

    private sealed class Worker(ImapClient client, string[] keys, string[] found) : IWorker
    {
        private int _next;

        public void Do(Tally tally)
        {
            var number = _next++ % keys.Length;
            if (client.Ask("SEARCH " + keys[number], "* SEARCH").TrimEnd() != found[number])
            {
                throw new InvalidDataException($"SEARCH {keys[number]} finds something else than it did.");
            }

            tally.Done(1);
        }

        public void Dispose() => client.Dispose();
    }
}
