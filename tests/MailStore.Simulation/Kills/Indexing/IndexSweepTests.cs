using MailStore.Abstractions.Searching;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>What was not indexed when a process ended is indexed by the next one, though nobody asks for the mailbox.</summary>
public sealed class IndexSweepTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_start_indexes_mail_that_nobody_asks_for()
    {
        using var folder = new TemporaryFolder();
        await IndexedStore.CreateAsync(folder.Path);
        await using (var store = await IndexedStore.OpenAsync(folder.Path, runsByItself: false, static _ => { }))
        {
            await store.AppendAsync(Enumerable.Range(0, 30));
        }

        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (await IndexedStore.OpenAsync(folder.Path, runsByItself: true, step => Note(step, made)))
        {
            await made.Task.WaitAsync(s_patience);
        }

        await using var again = await IndexedStore.OpenAsync(folder.Path, runsByItself: false, static _ => { });
        using var view = await (await again.InboxAsync()).OpenViewAsync(isReadOnly: true);
        var answer = await view.SearchAsync(new(SearchNodeKind.Text) { Field = SearchField.Body, Text = "number7" });
        Assert.True(answer.Found.Count == 1 && answer.Open.IsEmpty, $"found {answer.Found}, open {answer.Open}");
        Assert.Empty(again.Reported);
    }

    private static void Note(string step, TaskCompletionSource made)
    {
        // The last UID is in the name of the last one.
        if (step.StartsWith("close", StringComparison.Ordinal) && step.EndsWith("-0000001e", StringComparison.Ordinal))
        {
            made.TrySetResult();
        }
    }
}
