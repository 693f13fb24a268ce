using System.Text;

namespace MailStore.Mime.Tests.Text;

public sealed class PartTextTests
{
    private const string Html = "Content-Type: text/html; charset=utf-8\n";
    private const string Flowed = "Content-Type: text/plain; format=flowed\n";

    [Theory]
    [InlineData("a<b>b</b>c<i\n class=x>d</i>", "abcd")]
    [InlineData("<p>one</p><p>two<br>three", " one  two three")]
    [InlineData("<td>1</td><td>2</td>", " 1  2 ")]
    [InlineData("a &amp; b &lt;c&gt; &quot;d&quot; &eacute;&Eacute; &euro; &thetasym; &nbsp;x", "a & b <c> \"d\" \u00E9\u00C9 \u20AC \u03D1 \u00A0x")]
    [InlineData("&#228;&#xE4;&#XE4;&#146;&#x1F600;&#0;&#x110000;&#99999999999;", "\u00E4\u00E4\u00E4\u2019\U0001F600\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#8217s &#x2019s &eacutes &nbspx &alphax &notit; &copy", "\u2019s \u2019s \u00E9s \u00A0x &alphax \u00ACit; \u00A9")]
    [InlineData("AT&T &unknown; & &; &#; &#x; &amp", "AT&T &unknown; & &; &#; &#x; &")]
    [InlineData("x<script>if (a < b) { \"</scr\" + \"ipt\" }</script>y", "x  y")]
    [InlineData("x<STYLE type=a>p { } <!-- </style>y<title>t</title>", "x  y  ")]
    [InlineData("a<!-- <b> -- > --->b<!-->c<!DOCTYPE x>d<?php ?>e</>f", "abcdef")]
    [InlineData("1 < 2 <3 <", "1 < 2 <3 <")]
    [InlineData("<a href=\"x>y\" title='>' alt=a\"b>z</a>", "z")]
    [InlineData("<a href=don't>z</a>", "z")]
    [InlineData("<a size=3D\"4=\n\">z</a> <a b = 'c>d' e=f>z", "z z")]
    [InlineData("<a b=\"unclosed>z", "")]
    [InlineData("<textareaxxxxxxxxxxxxxxxxxxx>z", " z")]
    public void Html_is_its_text(string html, string expected)
    {
        Assert.Equal(expected, CollectedText.Of(Html, Encoding.UTF8.GetBytes(html)));
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(expected, CollectedText.Of(Html, Encoding.UTF8.GetBytes(html), new Random(seed)));
        }
    }

    [Theory]
    [InlineData("one \r\ntwo\r\nthree\r\n", "one two\nthree\n")]
    [InlineData("> quoted \r\n> goes on\r\n>> deeper \r\n> back \r\nout\r\n", "> quoted goes on\n>> deeper \n> back \nout\n")]
    [InlineData(" stuffed\r\n >not quoted\r\n", "stuffed\n>not quoted\n")]
    [InlineData("text \r\n\r\nparagraph\r\n-- \r\nsignature", "text \n\nparagraph\n-- \nsignature")]
    [InlineData("> one \r\n> \r\n> two", "> one \n> \n> two")]
    [InlineData("a  b \nc", "a  b c")]
    public void Flowed_lines_go_on(string text, string expected)
    {
        Assert.Equal(expected, CollectedText.Of(Flowed, Encoding.UTF8.GetBytes(text)));
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(expected, CollectedText.Of(Flowed, Encoding.UTF8.GetBytes(text), new Random(seed)));
        }
    }

    [Fact]
    public void Blank_that_flows_is_deleted_where_the_part_says_so() =>
        Assert.Equal("onetwo", CollectedText.Of("Content-Type: text/plain; format=flowed; delsp=yes\n", [.. "one \r\ntwo"u8]));

    [Theory]
    [InlineData("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-8859-2\n", "scU=", "\u0105\u0139")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset=\"utf-8\"\n", "<p>=C3=\r\n=A9 &amp; x", " \u00E9 & x")]
    [InlineData("Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n", "YQ==", "a")]
    [InlineData("Content-Transfer-Encoding: \nContent-Transfer-Encoding: base64\nContent-Transfer-Encoding: x\n", "YQ==", "a")]
    [InlineData("Content-Type: text/html\nContent-Type: text/plain\n", "<b>a</b>", "a")]
    [InlineData("", "caf\u00E9", "caf\u00E9")]
    [InlineData("Content-Type: text/plain; charset=nobody-knows\n", "caf\u00E9", "caf\u00E9")]
    [InlineData("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n", "//5hAGIA", "ab")]
    [InlineData("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n", "/v8AYQBi", "ab")]
    [InlineData("Content-Type: text/plain; charset=utf-8\n", "\u00EF\u00BB\u00BFab", "ab")]
    public void Encodings_are_undone(string header, string body, string expected)
    {
        Assert.Equal(expected, CollectedText.Of(header, Encoding.Latin1.GetBytes(body)).TrimStart('\uFEFF'));
        Assert.Equal(expected, CollectedText.Of(header, Encoding.Latin1.GetBytes(body), new Random(1)).TrimStart('\uFEFF'));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a b=\"")]
    [InlineData("&amp")]
    [InlineData("<script>")]
    [InlineData("<script></scrip")]
    [InlineData("&#1")]
    [InlineData("</")]
    [InlineData("<!-")]
    public void Time_grows_as_the_html_does(string piece) =>
        Growth.IsLinear(piece, n => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, n))), html => CollectedText.Of(Html, html));

    [Fact]
    public void Random_parts_cut_anywhere_have_the_same_text()
    {
        var random = new Random(6);
        var pieces = new[] { "<", ">", "!--", "--", "-->", "script", "</script>", "style", "&", "amp;", "#6", "\"", "'", "=", " ", "\r\n", "\n", ">", "-- ", "a", "\u00E9", "=C3", "=A9", "=\n", "/" };
        var headers = new[] { Html, Flowed, Html + "Content-Transfer-Encoding: quoted-printable\n", "Content-Type: text/plain; format=flowed; delsp=yes\nContent-Transfer-Encoding: base64\n" };
        for (var round = 0; round < 10_000; round++)
        {
            var body = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)])));
            var header = headers[random.Next(headers.Length)];
            var whole = CollectedText.Of(header, body);
            Assert.True(whole == CollectedText.Of(header, body, random), header + Encoding.Latin1.GetString(body));
        }
    }
}
