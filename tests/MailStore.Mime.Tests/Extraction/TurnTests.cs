using System.Text;
using MailStore.Mime.Extraction;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Extraction;

/// <summary>However many search, only a few have an attachment in memory at a time.</summary>
public sealed class TurnTests
{
    private static readonly byte[] s_message = SearchedAttachment.Message(Encoding.UTF8.GetBytes("The plan"));

    private readonly MessageScan _structure = new();

    public TurnTests()
    {
        _structure.Begin();
        _structure.Take(s_message);
        _structure.Finish();
    }

    [Fact]
    public async Task Whoever_waits_for_his_turn_has_no_octet_of_an_attachment()
    {
        using var extraction = PlannedExtractor.Reading.With(new() { AtOnce = 1 });
        var (first, second) = (Begin(extraction), Begin(extraction));
        await ToAttachmentAsync(first);
        await first.BeginPieceAsync(CancellationToken.None);
        await ToAttachmentAsync(second);
        var turn = second.BeginPieceAsync(CancellationToken.None).AsTask();
        Assert.False(turn.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => second.Take("octets"u8));
        await first.EndPieceAsync(CancellationToken.None);
        await turn;
        second.Take("VGhlIHBsYW4="u8);
        await second.EndPieceAsync(CancellationToken.None);
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "The plan", extraction));
    }

    [Fact]
    public async Task Who_goes_away_in_the_midst_gives_his_turn_back()
    {
        using var extraction = PlannedExtractor.Reading.With(new() { AtOnce = 1 });
        for (var round = 0; round < 3; round++)
        {
            var search = Begin(extraction);
            await ToAttachmentAsync(search);
            await search.BeginPieceAsync(CancellationToken.None);
            search.Take("VGhl"u8);
            search.End();
            search.End();
        }

        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "The plan", extraction));
    }

    [Fact]
    public async Task Who_hangs_up_while_he_waits_takes_no_turn()
    {
        using var extraction = PlannedExtractor.Reading.With(new() { AtOnce = 1 });
        using var over = new CancellationTokenSource();
        var (first, second) = (Begin(extraction), Begin(extraction));
        await ToAttachmentAsync(first);
        await first.BeginPieceAsync(CancellationToken.None);
        await ToAttachmentAsync(second);
        var turn = second.BeginPieceAsync(over.Token).AsTask();
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
        second.End();
        await first.EndPieceAsync(CancellationToken.None);
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(s_message, "The plan", extraction));
    }

    [Fact]
    public async Task Nobody_goes_on_without_the_text_of_an_attachment()
    {
        using var extraction = PlannedExtractor.Reading.With();
        var search = Begin(extraction);
        await ToAttachmentAsync(search);
        Assert.Throws<InvalidOperationException>(() => search.TryNext(_structure.Parts, out _, out _));
    }

    private static MessageSearch Begin(TextExtraction extraction)
    {
        var search = new MessageSearch(new NeedleScan(new Needle("nowhere")), limits: null, extraction);
        search.Begin(SearchScope.Body);
        return search;
    }

    // What is wanted next is its octets then.
    private async Task ToAttachmentAsync(MessageSearch search)
    {
        while (search.TryNext(_structure.Parts, out var start, out var end))
        {
            var piece = s_message.AsMemory((int)start, (int)(end - start));
            if (piece.Span.IndexOf("VGhlIHBsYW4="u8) == 0)
            {
                return;
            }

            search.Take(piece.Span);
            await search.EndPieceAsync(CancellationToken.None);
        }

        Assert.Fail("There is no attachment.");
    }
}
