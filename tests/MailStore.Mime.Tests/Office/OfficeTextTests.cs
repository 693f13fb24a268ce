using MailStore.Mime.Extraction;
using MailStore.Mime.Office;
using MailStore.Mime.Tests.Extraction;

namespace MailStore.Mime.Tests.Office;

public sealed class OfficeTextTests
{
    private const int Limit = 4 * 1024 * 1024;

    private const string Word = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:document xmlns:w="urn:word"><w:body>
          <w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Quar</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">terly figures &amp; plans</w:t></w:r></w:p>
          <w:p><w:r><w:t>Gr&#246;&#xDF;e</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r><w:r><w:delText>struck</w:delText></w:r></w:p>
        </w:body></w:document>
        """;

    [Fact]
    public void A_text_document_says_its_paragraphs_with_words_whole()
    {
        var text = Read(OfficeFile.Of(("[Content_Types].xml", "<Types/>"), ("word/document.xml", Word), ("word/footnotes.xml", "<w:t>a note</w:t>"), ("word/styles.xml", "<w:t>Normal</w:t>"), ("word/_rels/document.xml.rels", "<w:t>rels</w:t>")));
        Assert.Equal(["Quarterly figures & plans", "Größe two three", "a note"], Lines(text));
    }

    [Fact]
    public void A_sheet_says_its_texts_and_numbers_but_no_places_of_texts()
    {
        var text = Read(OfficeFile.Of(
            ("xl/sharedStrings.xml", "<sst><si><t>Customer</t></si><si><r><t>Ac</t></r><r><t>me</t></r></si></sst>"),
            ("xl/worksheets/sheet1.xml", "<worksheet><row><c r=\"A1\" t=\"s\"><v>17</v></c><c r='B1'><v>4711.5</v></c><c t=\"inlineStr\"><is><t>inline</t></is></c><c t=\"str\"><f>A1</f><v>result</v></c><c t=\"b\"><v>1</v></c></row></worksheet>")));
        Assert.Equal(["Customer", "Acme", "4711.5", "inline", "result"], Lines(text));
    }

    [Fact]
    public void Slides_and_their_notes_are_read()
    {
        var text = Read(OfficeFile.Of(("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>Agenda</a:t></a:r></a:p></p:sld>"), ("ppt/notesSlides/notesSlide1.xml", "<a:p><a:t>say hello</a:t></a:p>"), ("ppt/slideLayouts/slideLayout1.xml", "<a:t>Click to edit</a:t>")));
        Assert.Equal(["Agenda", "say hello"], Lines(text));
    }

    [Fact]
    public void An_open_document_says_its_paragraphs_and_not_what_was_deleted()
    {
        var text = Read(OfficeFile.Of(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", """
            <?xml version="1.0"?><office:document-content><office:automatic-styles>no</office:automatic-styles><office:text>
            <text:tracked-changes><text:p>struck</text:p></text:tracked-changes>
            <text:h>Head<text:span>ing</text:span></text:h><text:p>two<text:s text:c="2"/>words<text:line-break/>more</text:p>
            <table:table-cell><text:p>12.50 €</text:p></table:table-cell></office:text></office:document-content>
            """), ("styles.xml", "<text:p>style</text:p>")));
        Assert.Equal(["Heading", "two words more", "12.50 €"], Lines(text));
    }

    [Fact]
    public void Headers_footers_and_comments_of_sheets_and_slides_are_read()
    {
        var text = Read(OfficeFile.Of(
            ("xl/worksheets/sheet1.xml", "<worksheet><c><v>42</v></c><headerFooter><oddHeader>&amp;LSecret &amp;\"Arial,Bold\"&amp;12plans &amp;&amp; more&amp;RPage &amp;P</oddHeader><oddFooter>&amp;C&amp;KFF0000red &amp;8 7</oddFooter></headerFooter></worksheet>"),
            ("xl/comments1.xml", "<comments><authors><author>Anna</author></authors><comment><text><r><t>who said</t></r><r><t> that?</t></r></text></comment></comments>"),
            ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments><threadedComment><text>not me</text></threadedComment></ThreadedComments>"),
            ("ppt/comments/comment1.xml", "<p:cmLst><p:cm><p:text>nor I</p:text></p:cm></p:cmLst>")));
        Assert.Equal(["42", "Secret plans & more", "Page", "red 7", "who said that?", "not me", "nor I"], Lines(text));
    }

    [Fact]
    public void Headers_and_notes_of_open_documents_are_read_and_words_around_these_stay_whole()
    {
        var text = Read(OfficeFile.Of(
            ("content.xml", """
            <office:presentation><presentation:footer-decl>on each slide</presentation:footer-decl><text:p>The end<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a footnote</text:p></text:note-body></text:note>
            of it<office:annotation><dc:creator>Anna</dc:creator><dc:date>2026-11-22</dc:date><text:p>really?</text:p></office:annotation>.</text:p></office:presentation>
            """),
            ("styles.xml", "<style:style><text:p>no text</text:p></style:style><style:master-page><style:header><text:p>confidential</text:p></style:header><text:p>nor this</text:p><style:footer-first><text:p>page one</text:p></style:footer-first></style:master-page>")));
        Assert.Equal(["on each slide", "The end a footnote", "of it really?", ".", "confidential", "page one"], Lines(text));
    }

    [Theory]
    [InlineData("<w:t>", "a")]
    [InlineData("<w:t>", "<w:t>")]
    [InlineData("<w:t ", "a=\"1\" ")]
    [InlineData("<!--", "-")]
    [InlineData("<![CDATA[", "]")]
    [InlineData("<!DOCTYPE x [", "<!ENTITY a \"b\">")]
    [InlineData("<w:t>", "&a;&#1114112;")]
    [InlineData("<", "x")]
    public void What_unpacks_to_very_much_is_read_up_to_a_limit_in_little_memory(string begin, string again)
    {
        var bomb = OfficeFile.Bomb("word/document.xml", begin, again, 2 * Limit);
        var text = new ExtractedText(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new OfficeText { UnpackedBytesMax = Limit }.Extract(new MemoryStream(bomb), text, CancellationToken.None);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
        Assert.InRange(text.Characters.Length, 0, 1000);
    }

    [Fact]
    public void Files_of_one_document_share_the_limit()
    {
        var padding = new string(' ', Limit / 2);
        var document = OfficeFile.Of(("word/document.xml", padding + "<w:t>first</w:t>"), ("word/footnotes.xml", padding + "<w:t>second</w:t>"));
        var text = new ExtractedText(1000);
        new OfficeText { UnpackedBytesMax = Limit }.Extract(new MemoryStream(document), text, CancellationToken.None);
        Assert.Equal(["first"], Lines(text.Characters.ToString()));
        Assert.Equal(["first", "second"], Lines(Read(document)));
    }

    // A directory that names thousands of files costs what it takes to open them, though there is nothing in them.
    [Fact]
    public void Each_file_counts_however_little_it_unpacks_to()
    {
        var document = OfficeFile.Of([.. Enumerable.Repeat(("word/document.xml", "<w:t>again</w:t>"), 100)]);
        var text = new ExtractedText(10_000);
        new OfficeText { UnpackedBytesMax = 1024 * 1024 }.Extract(new MemoryStream(document), text, CancellationToken.None);
        Assert.InRange(Lines(text.Characters.ToString()).Count(), 10, 16);
    }

    [Fact]
    public void It_ends_when_its_time_is_up()
    {
        using var over = new CancellationTokenSource();
        over.Cancel();
        Assert.Throws<OperationCanceledException>(() => new OfficeText().Extract(new MemoryStream(OfficeFile.Of(("word/document.xml", Word))), new(1000), over.Token));
    }

    [Fact]
    public void Whatever_is_broken_is_refused_as_such()
    {
        var whole = OfficeFile.Of(("word/document.xml", Word), ("word/footnotes.xml", Word));
        for (var length = 0; length < whole.Length; length++)
        {
            AssertOrderly(whole[..length]);
        }

        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var broken = whole.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            AssertOrderly(broken);
        }
    }

    [Fact]
    public async Task Its_documents_are_found_by_a_search()
    {
        using var extraction = new TextExtraction([new OfficeText()], new(), TimeProvider.System);
        var document = OfficeFile.Of(("word/document.xml", Word));
        var message = SearchedAttachment.Message(document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Plan.docx");
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "quarterly figures & plans größe", extraction));
        message = SearchedAttachment.Message(document, "application/octet-stream", "Plan.DOCX");
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "QUARTERLY", extraction));
        message = SearchedAttachment.Message([.. "no document"u8], "application/octet-stream", "Plan.docx");
        Assert.Equal((true, true), await SearchedAttachment.FindAsync(message, "behind it", extraction));
    }

    private static void AssertOrderly(byte[] octets)
    {
        var text = new ExtractedText(100_000);
        try
        {
            new OfficeText().Extract(new MemoryStream(octets), text, CancellationToken.None);
        }
        catch (InvalidDataException)
        {
            // That is what it is.
        }

        Assert.InRange(text.Characters.Length, 0, 100_000);
    }

    private static string Read(byte[] document)
    {
        var text = new ExtractedText(100_000);
        new OfficeText().Extract(new MemoryStream(document), text, CancellationToken.None);
        return text.Characters.ToString();
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0);
}
