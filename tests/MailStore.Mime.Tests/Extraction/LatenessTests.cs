using System.Text;
using MailStore.Mime.Extraction;

namespace MailStore.Mime.Tests.Extraction;

/// <summary>Extractors that are slow, do not end, or cannot even begin.</summary>
public sealed class LatenessTests
{
    private static readonly byte[] s_message = SearchedAttachment.Message(Encoding.UTF8.GetBytes("The plan"));

    private static readonly ExtractionLimits s_soonLate = new() { Time = TimeSpan.FromMilliseconds(20), Grace = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task One_that_is_late_is_tried_again_some_times_and_its_attachment_has_no_text_then()
    {
        var extractor = new PlannedExtractor(static (content, text, cancellation) =>
        {
            text.Take("early");
            cancellation.WaitHandle.WaitOne();
            content.ReadByte();
        });
        using var extraction = extractor.With(s_soonLate);
        Assert.Equal((false, true), await SearchedAttachment.FindAsync(s_message, "early", extraction));
        Assert.Equal([ExtractionOutcome.Late, ExtractionOutcome.Late, ExtractionOutcome.Abandoned], extractor.Outcomes);

        // Nobody waits for it again, and others are read.
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "behind it", extraction));
        Assert.Equal((3, ExtractionOutcome.Abandoned), (extractor.Asked, extractor.Outcomes[^1]));
        await SearchedAttachment.FindAsync(SearchedAttachment.Message([.. "another one"u8]), "early", extraction);
        Assert.Equal(6, extractor.Asked);
    }

    [Fact]
    public async Task One_that_was_late_once_has_its_text_the_next_time()
    {
        var asked = 0;
        var extractor = new PlannedExtractor((_, text, cancellation) =>
        {
            if (++asked < 3)
            {
                cancellation.WaitHandle.WaitOne();
            }

            text.Take($"try {asked}");
        });
        using var extraction = extractor.With(s_soonLate);
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "try 3", extraction));
        Assert.Equal([ExtractionOutcome.Late, ExtractionOutcome.Late, ExtractionOutcome.Done], extractor.Outcomes);
    }

    [Fact]
    public async Task One_that_only_writes_ends_when_its_time_is_up()
    {
        var extractor = new PlannedExtractor(static (_, text, _) =>
        {
            while (true)
            {
                text.Take("more and more ");
            }
        });
        using var extraction = extractor.With(s_soonLate with { TriesMax = 1 });
        Assert.Equal((false, true), await SearchedAttachment.FindAsync(s_message, "more and more", extraction));
        Assert.Equal([ExtractionOutcome.Abandoned], extractor.Outcomes);
    }

    [Fact]
    public async Task One_that_does_not_end_keeps_its_thread_and_is_asked_of_others_until_it_has_kept_too_many()
    {
        using var end = new ManualResetEventSlim();
        using var ended = new CountdownEvent(2);
        var extractor = new PlannedExtractor((_, text, _) =>
        {
            end.Wait(CancellationToken.None);
            Assert.Throws<OperationCanceledException>(() => text.Take("too late"));
            ended.Signal();
        });
        using var extraction = extractor.With(new() { Time = TimeSpan.FromMilliseconds(20), Grace = TimeSpan.FromMilliseconds(20), AtOnce = 1, LostMax = 2 });
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "behind it", extraction));
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "behind it", extraction));
        Assert.Equal([ExtractionOutcome.GivenUp, ExtractionOutcome.Abandoned], extractor.Outcomes);
        await SearchedAttachment.FindAsync(SearchedAttachment.Message([.. "the second"u8]), "behind it", extraction);

        // From now on nobody knows.
        Assert.Equal((true, false), await SearchedAttachment.FindAsync(SearchedAttachment.Message([.. "the third"u8]), "behind it", extraction));
        Assert.Equal([ExtractionOutcome.GivenUp, ExtractionOutcome.Off], extractor.Outcomes[2..]);
        Assert.Equal(2, extractor.Asked);
        end.Set();
        Assert.True(ended.Wait(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Where_no_thread_can_be_made_the_search_goes_on_and_nothing_is_sure()
    {
        var extractor = PlannedExtractor.Reading;
        using var extraction = new TextExtraction([extractor], new(), TimeProvider.System) { Watch = extractor, Threads = new NoThreads() };
        Assert.Equal((true, false), await SearchedAttachment.FindAsync(s_message, "behind it", extraction));
        Assert.Equal((false, false), await SearchedAttachment.FindAsync(s_message, "the plan", extraction));
        Assert.Equal([ExtractionOutcome.NoThread, ExtractionOutcome.NoThread], extractor.Outcomes);
    }

    [Fact]
    public async Task Of_attachments_that_could_not_be_read_the_last_thousand_are_known()
    {
        var extractor = new PlannedExtractor(static (_, _, over) => over.WaitHandle.WaitOne());
        using var extraction = extractor.With(new() { TriesMax = 1, Time = TimeSpan.FromMilliseconds(1) });
        for (var number = 0; number <= 1024; number++)
        {
            await SearchedAttachment.FindAsync(SearchedAttachment.Message(Encoding.ASCII.GetBytes($"number {number}"), encoding: "8bit"), "x", extraction);
        }

        Assert.Equal(1025, extractor.Asked);
        await SearchedAttachment.FindAsync(SearchedAttachment.Message([.. "number 1"u8], encoding: "8bit"), "x", extraction);
        Assert.Equal(1025, extractor.Asked);
        await SearchedAttachment.FindAsync(SearchedAttachment.Message([.. "number 0"u8], encoding: "8bit"), "x", extraction);
        Assert.Equal(1026, extractor.Asked);
    }

    /// <summary>As a process that may have no more of them.</summary>
    private sealed class NoThreads : TaskScheduler
    {
        protected override IEnumerable<Task> GetScheduledTasks() => [];

        protected override void QueueTask(Task task) => throw new InvalidOperationException("no thread");

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
    }

    [Fact]
    public async Task Where_memory_runs_out_each_time_nothing_is_sure_and_the_next_search_tries_again()
    {
        var extractor = new PlannedExtractor(static (_, _, _) => Assert.NotNull(new long[int.MaxValue])); // There can be no such array.
        using var extraction = extractor.With(new() { TriesMax = 2 });
        Assert.Equal((true, false), await SearchedAttachment.FindAsync(s_message, "behind it", extraction));
        Assert.Equal((false, false), await SearchedAttachment.FindAsync(s_message, "the plan", extraction));
        Assert.Equal(4, extractor.Asked);
    }
}
