using MailStore.Mime.Extraction;

namespace MailStore.Mime.Office;

/// <summary>
/// The text of office documents: Office Open XML (ECMA-376: docx, xlsx, pptx) and OpenDocument (ISO/IEC 26300: odt, ods, odp). Both are zip
/// archives with XML in them. One that unpacks to more than 64 MiB is read up to there.
/// </summary>
public sealed class OfficeText : ITextExtractor
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    /// <summary>Of all files of a document together. The text of a long book, with its markup, has a quarter of it.</summary>
    internal long UnpackedBytesMax { get; init; } = 64L * 1024 * 1024;

    /// <summary>What opening a file counts for: a directory may name the same one a thousand times.</summary>
    private const int OpeningBytes = 64 * 1024;

    public string Name => "office";

    public int Version => 2;

    public IReadOnlyList<string> MediaTypes { get; } =
    [
        OpenXml + "wordprocessingml.document", OpenXml + "spreadsheetml.sheet", OpenXml + "presentationml.presentation",
        "application/vnd.ms-word.document.macroenabled.12", "application/vnd.ms-excel.sheet.macroenabled.12", "application/vnd.ms-powerpoint.presentation.macroenabled.12",
        OpenDocument + "text", OpenDocument + "spreadsheet", OpenDocument + "presentation",
    ];

    public IReadOnlyList<string> FileEndings { get; } = [".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".odt", ".ods", ".odp"];

    public void Extract(Stream content, ExtractedText text, CancellationToken cancellation)
    {
        var archive = new ZipWalk(content);
        var left = UnpackedBytesMax;
        while (archive.MoveNext() && left > 0 && !text.IsFull)
        {
            cancellation.ThrowIfCancellationRequested();
            var isContent = archive.Name.SequenceEqual("content.xml"u8);
            var isStyles = archive.Name.SequenceEqual("styles.xml"u8);
            if ((isContent || isStyles || IsOpenXml(archive.Name)) && archive.Open(cancellation) is { } file)
            {
                // What is packed counts too: a file may be long and unpack to nothing.
                using var packed = file;
                using var unpacked = new StreamSlice(packed, left, cancellation);
                using var cursor = new XmlCursor(unpacked);
                if (isContent || isStyles)
                {
                    ReadOpenDocument(cursor, text, isStyles);
                }
                else
                {
                    ReadOpenXml(cursor, text, AreTextsComments(archive.Name));
                }

                // No word goes on in another file.
                text.Take("\n");
                left = unpacked.Left - archive.PackedTaken - OpeningBytes;
            }
        }
    }

    private static bool IsOpenXml(ReadOnlySpan<byte> name) =>
        name.EndsWith(".xml"u8)
        && (name.StartsWith("word/document"u8) || name.StartsWith("word/footnotes"u8) || name.StartsWith("word/endnotes"u8) || name.StartsWith("word/comments"u8)
            || name.StartsWith("word/header"u8) || name.StartsWith("word/footer"u8)
            || name.StartsWith("xl/sharedStrings"u8) || name.StartsWith("xl/worksheets/"u8) || name.StartsWith("xl/comments"u8)
            || name.StartsWith("ppt/slides/"u8) || name.StartsWith("ppt/notesSlides/"u8) || AreTextsComments(name));

    // In these, text is in elements "text" as well.
    private static bool AreTextsComments(ReadOnlySpan<byte> name) => name.StartsWith("ppt/comments/"u8) || name.StartsWith("xl/threadedComments/"u8);

    // Text is in elements "t", whatever document it is; a word may be in several. Numbers of a sheet are in elements "v".
    private static void ReadOpenXml(XmlCursor xml, ExtractedText text, bool isOfComments)
    {
        var (isText, isNumber, isHeader, header) = (false, false, false, new SheetHeader());
        while (!text.IsFull && xml.MoveNext())
        {
            switch (xml.Piece)
            {
                case XmlPiece.Text when isHeader:
                    header.Take(xml.Text, text);
                    break;
                case XmlPiece.Text when isText:
                    text.Take(xml.Text);
                    break;
                case XmlPiece.Open when xml.Name is "c":
                    // In a cell with these types the value is a number of something.
                    isNumber = xml.Attribute("t") is not ("s" or "b" or "e");
                    break;
                case XmlPiece.Open when xml.Name is "t" || (isNumber && xml.Name is "v") || (isOfComments && xml.Name is "text"):
                    isText = true;
                    break;
                case XmlPiece.Open when IsSheetHeader(xml.Name):
                    isHeader = true;
                    header.Begin();
                    break;
                case XmlPiece.Close when IsSheetHeader(xml.Name):
                    isHeader = false;
                    text.Take("\n");
                    break;
                case XmlPiece.Close when xml.Name is "t" or "v":
                    isText = false;
                    break;
                case XmlPiece.Empty or XmlPiece.Open when xml.Name is "tab" or "br" or "cr":
                    text.Take(" ");
                    break;
                case XmlPiece.Close when xml.Name is "p" or "si" or "c" or "text":
                    (isText, isNumber) = (false, false);
                    text.Take("\n");
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsSheetHeader(ReadOnlySpan<char> name) => name is "oddHeader" or "oddFooter" or "evenHeader" or "evenFooter" or "firstHeader" or "firstFooter";

    // Text is in paragraphs and headings, those that were deleted and are still there for review left out. Of styles only headers and footers have any.
    private static void ReadOpenDocument(XmlCursor xml, ExtractedText text, bool isOfStyles)
    {
        var (depth, around, isDeleted, isShown) = (0, 0, false, !isOfStyles);
        while (!text.IsFull && xml.MoveNext())
        {
            switch (xml.Piece)
            {
                case XmlPiece.Text when depth > 0 && isShown && !isDeleted:
                    text.Take(xml.Text);
                    break;
                case XmlPiece.Open when IsParagraph(xml.Name):
                    depth++;
                    break;
                case XmlPiece.Close when IsParagraph(xml.Name):
                    depth = Math.Max(0, depth - 1);
                    text.Take("\n");
                    break;
                case XmlPiece.Open when xml.Name is "note" or "annotation":
                    // It stands in the midst of a paragraph, and has paragraphs; its number, or who wrote it, is in none of these.
                    (around, depth) = (depth, 0);
                    text.Take(" ");
                    break;
                case XmlPiece.Close when xml.Name is "note" or "annotation":
                    depth = around;
                    break;
                case XmlPiece.Open or XmlPiece.Close when isOfStyles && IsPageHeader(xml.Name):
                    isShown = xml.Piece == XmlPiece.Open;
                    break;
                case XmlPiece.Open or XmlPiece.Close when xml.Name is "tracked-changes":
                    isDeleted = xml.Piece == XmlPiece.Open;
                    break;
                case XmlPiece.Empty or XmlPiece.Open when xml.Name is "s" or "tab" or "line-break":
                    text.Take(" ");
                    break;
                default:
                    break;
            }
        }
    }

    // The last two are those of slides, which say all of their text once.
    private static bool IsParagraph(ReadOnlySpan<char> name) => name is "p" or "h" or "header-decl" or "footer-decl";

    private static bool IsPageHeader(ReadOnlySpan<char> name) => name is "header" or "header-left" or "header-first" or "footer" or "footer-left" or "footer-first";
}
