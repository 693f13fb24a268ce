using System.Text;
using MailStore.Mime.Office;

namespace MailStore.Mime.Tests.Office;

public sealed class XmlCursorTests
{
    [Theory]
    [InlineData("<a>one</a>", "<a>", "one", "</a>")]
    [InlineData("<x:a b='>'/>t", "<a/>", "t")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e \"]>\"> ]><a/>", "<a/>")]
    [InlineData("a<!-- > - -- --->b", "a", "b")]
    [InlineData("a<![CDATA[<b>]]]]><c/>", "a", "<b>]]", "<c/>")]
    [InlineData("<![CDATA[x]y]]z]]>w", "x]y]]zw")]
    [InlineData("&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;", "<>&\"'A😀")]
    [InlineData("1&none;2&3&#xD800;4&", "12&34&")]
    [InlineData("<a\n\tb=\"c\"\n>", "<a>")]
    [InlineData("<a", "<a>")]
    [InlineData("</a b>", "</a>")]
    [InlineData("")]
    public void A_document_is_seen_piece_by_piece(string xml, params string[] pieces) => Assert.Equal(pieces, Pieces(xml));

    [Fact]
    public void It_makes_no_difference_where_the_buffer_ends()
    {
        for (var before = 4000; before < 4110; before++)
        {
            var blanks = new string(' ', before);
            var pieces = Pieces(blanks + "<a x='y'>b&amp;c<![CDATA[]]d]]>e</a>");
            Assert.Equal("<a>b&c]]de</a>", string.Concat(pieces).Trim());
        }
    }

    [Fact]
    public void Attributes_are_found_by_their_names()
    {
        using var cursor = new XmlCursor(new MemoryStream(Encoding.UTF8.GetBytes("<c r=\"t='1'\" xt='no' t = 's' u=\"v\">")));
        Assert.True(cursor.MoveNext());
        Assert.Equal(("s", "v", ""), (cursor.Attribute("t").ToString(), cursor.Attribute("u").ToString(), cursor.Attribute("none").ToString()));
        Assert.Equal("t='1'", cursor.Attribute("r").ToString());
    }

    [Fact]
    public void Utf_16_with_its_mark_is_read()
    {
        using var cursor = new XmlCursor(new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<a>ß</a>")]));
        Assert.True(cursor.MoveNext());
        Assert.True(cursor.MoveNext());
        Assert.Equal("ß", cursor.Text.ToString());
    }

    private static List<string> Pieces(string xml)
    {
        using var cursor = new XmlCursor(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        var pieces = new List<string>();
        while (cursor.MoveNext())
        {
            pieces.Add(cursor.Piece switch
            {
                XmlPiece.Open => $"<{cursor.Name}>",
                XmlPiece.Close => $"</{cursor.Name}>",
                XmlPiece.Empty => $"<{cursor.Name}/>",
                _ => cursor.Text.ToString(),
            });
        }

        return pieces;
    }
}
