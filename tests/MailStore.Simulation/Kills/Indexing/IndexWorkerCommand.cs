using System.CommandLine;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>The process that <see cref="IndexKillTests"/> kill: mail comes and goes while it is indexed and searched.</summary>
internal static class IndexWorkerCommand
{
    public const string Name = "index-worker";

    /// <summary>The test reads all of them after each kill.</summary>
    private const int MessagesMax = 120;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private static readonly Lock s_gate = new();

    private static readonly SemaphoreSlim s_closed = new(initialCount: 0);

    public static Command Build()
    {
        var (folder, round) = (new Argument<string>("folder"), new Argument<int>("round"));
        var command = new Command(Name, "Fills a store that is indexed until it is killed.") { folder, round };
        command.Hidden = true;
        command.SetAction(async parsed =>
        {
            await RunAsync(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(round));
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(string folder, int round)
    {
        await using var store = await IndexedStore.OpenAsync(folder, runsByItself: true, Say);
        var (inbox, dice) = (await store.InboxAsync(), Dice.For((ulong)round, "index", 0));

        // Ends only if nobody kills it: the parent has failed then, and no process stays behind.
        for (var next = round * 10_000; next < (round * 10_000) + 5000;)
        {
            var count = dice.Between(1, 6);
            await store.AppendAsync(Enumerable.Range(next, count));
            next += count;

            // Otherwise mail would come faster than segments are made, and few would be.
            await s_closed.WaitAsync(s_patience);
            using var view = await inbox.OpenViewAsync(isReadOnly: true);
            await view.SearchAsync(new(SearchNodeKind.Text) { Field = SearchField.Body, Text = $"number{next - 1}" });
            if (view.Count > MessagesMax || dice.Percent(20))
            {
                var gone = Enumerable.Range(0, view.Count > MessagesMax ? 50 : 1).Select(_ => view.UidAt(dice.Between(1, view.Count)).Value).ToArray();
                await inbox.ChangeFlags(UidSet.Of(gone), FlagMode.Add, new(SystemFlags.Deleted)).WhenDurable();
                await inbox.Expunge().WhenDurable();
            }
        }
    }

    private static void Say(string step)
    {
        lock (s_gate)
        {
            Console.Out.WriteLine(step);
            Console.Out.Flush();
        }

        if (step.StartsWith("close", StringComparison.Ordinal))
        {
            s_closed.Release();
        }
    }
}
