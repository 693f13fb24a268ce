using System.Text;
using MailStore.Mime.Extraction;
using MailStore.Mime.Office;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Extraction;

public sealed class TextExtractionTests
{
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes("The plan says Größe");

    [Theory]
    [InlineData("application/x-plan", "a.bin", "base64")]
    [InlineData("Application/X-PLAN; x=y", "a.bin", "8bit")]
    [InlineData("application/octet-stream", "Our.PLAN", "base64")]
    [InlineData("application/octet-stream; name=a.bin", "x.plan", "binary")]
    public async Task What_an_extractor_reads_is_text_of_the_message(string type, string name, string encoding)
    {
        using var extraction = PlannedExtractor.Reading.With();
        var message = SearchedAttachment.Message(s_text, type, name, encoding);
        foreach (var scope in (SearchScope[])[SearchScope.Body, SearchScope.Text])
        {
            Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "says größe", extraction, scope));
            Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "behind it", extraction, scope));
            Assert.Equal((false, true), await SearchedAttachment.FindAsync(message, "before it the", extraction, scope));
            Assert.Equal((false, true), await SearchedAttachment.FindAsync(message, "größe behind", extraction, scope));
        }
    }

    [Theory]
    [InlineData("application/pdf", "a.plan")]
    [InlineData("image/png", "a.plan")]
    [InlineData("application/octet-stream", "plan")]
    public async Task Of_other_types_only_the_name_is_found(string type, string name)
    {
        var extractor = PlannedExtractor.Reading;
        using var extraction = extractor.With();
        var message = SearchedAttachment.Message(s_text, type, name);
        Assert.False((await SearchedAttachment.FindAsync(message, "says", extraction)).IsFound);
        Assert.True((await SearchedAttachment.FindAsync(message, name, extraction, SearchScope.Text)).IsFound);
        Assert.Equal(0, extractor.Asked);
    }

    [Fact]
    public async Task Without_an_extractor_nothing_is_read()
    {
        Assert.False((await SearchedAttachment.FindAsync(SearchedAttachment.Message(s_text), "says", TextExtraction.None)).IsFound);
        Assert.False((await SearchedAttachment.FindAsync(SearchedAttachment.Message(s_text), "says", extraction: null)).IsFound);
        Assert.Equal("", TextExtraction.None.Recipe);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(100_000, false)]
    public async Task What_is_larger_than_the_limit_is_not_read(int octets, bool isRead)
    {
        var extractor = PlannedExtractor.Reading;
        using var extraction = extractor.With(new() { OctetsMax = 1000 });
        var attachment = Encoding.ASCII.GetBytes("begin" + new string('x', octets - 5));
        Assert.Equal((isRead, true), await SearchedAttachment.FindAsync(SearchedAttachment.Message(attachment), "begin", extraction));
        Assert.Equal(isRead ? 1 : 0, extractor.Asked);
        Assert.Equal(isRead ? ExtractionOutcome.Done : ExtractionOutcome.TooLarge, Assert.Single(extractor.Told).Outcome);
    }

    [Fact]
    public async Task Text_beyond_the_limit_is_dropped()
    {
        var extractor = new PlannedExtractor(static (_, text, _) =>
        {
            for (var word = 0; !text.IsFull || word < 200; word++)
            {
                text.Take("word" + word + " ");
            }
        });
        using var extraction = extractor.With(new() { CharactersMax = 100 });
        var message = SearchedAttachment.Message(s_text);
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "word10 ", extraction));
        Assert.Equal((false, true), await SearchedAttachment.FindAsync(message, "word50 ", extraction));
        Assert.Equal(ExtractionOutcome.Cut, extractor.Told[1].Outcome);
    }

    [Fact]
    public async Task One_that_throws_is_told_of_and_what_it_read_before_counts()
    {
        var extractor = new PlannedExtractor(static (_, text, _) =>
        {
            text.Take("so far");
            throw new InvalidOperationException("no further");
        });
        using var extraction = extractor.With();
        var message = SearchedAttachment.Message(s_text);
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "so far", extraction));
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "behind it", extraction));
        Assert.Equal(("planned", ExtractionOutcome.Faulted), (extractor.Told[0].Extractor, extractor.Told[0].Outcome));
        Assert.IsType<InvalidOperationException>(extractor.Told[0].Fault);
    }

    [Fact]
    public async Task A_search_that_is_over_does_not_wait()
    {
        using var over = new CancellationTokenSource();
        var extractor = new PlannedExtractor((_, _, cancellation) =>
        {
            over.Cancel();
            cancellation.ThrowIfCancellationRequested();
        });
        using var extraction = extractor.With();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SearchedAttachment.FindAsync(SearchedAttachment.Message(s_text), "x", extraction, cancellation: over.Token));
        Assert.Empty(extractor.Told);
    }

    [Fact]
    public void The_recipe_tells_all_that_text_depends_on()
    {
        using var one = PlannedExtractor.Reading.With(new() { OctetsMax = 5, CharactersMax = 6, Time = TimeSpan.FromDays(1) });
        using var other = new TextExtraction([PlannedExtractor.Reading, new OfficeText()], new() { OctetsMax = 5, CharactersMax = 7 }, TimeProvider.System);
        Assert.Equal(("planned/7 5 6", "planned/7 office/2 5 7"), (one.Recipe, other.Recipe));
    }
}
