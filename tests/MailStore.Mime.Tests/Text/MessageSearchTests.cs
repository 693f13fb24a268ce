using System.Text;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Mime.Tests.Text;

public sealed class MessageSearchTests
{
    private const string Message = """
        From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>
        Subject: A =?iso-8859-1?q?caf=E9?=
         tomorrow
        Content-Type: multipart/mixed; boundary=b

        preamble
        --b
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: quoted-printable
        X-Part: partheader

        <p class=3D"attribute">Stra=C3=9Fe <b>na</b>ch
        R=C3=B6m</p>
        --b
        Content-Type: message/rfc822

        Subject: =?utf-8?b?SW5uZXI=?= words
        Content-Type: text/plain

        inner text
        --b
        Content-Type: application/octet-stream; name=hidden.bin

        attachedoctets
        --b
        Content-Transfer-Encoding: base64

        bGFzdCBvbmU=
        --b--
        epilogue
        """;

    [Theory]
    [InlineData("STRA\u00DFE", true)]
    [InlineData("nach r\u00F6m", true)]
    [InlineData("R\u00D6M", true)]
    [InlineData("inner text", true)]
    [InlineData("inner WORDS", true)]
    [InlineData("last one", true)]
    [InlineData("", true)]
    [InlineData("attribute", false)]
    [InlineData("caf\u00E9", false)]
    [InlineData("partheader", false)]
    [InlineData("attachedoctets", false)]
    [InlineData("hidden.bin", false)]
    [InlineData("r\u00F6mlast", false)]
    public void Body_is_the_text_of_parts_and_inner_messages(string wanted, bool isThere) => Assert.Equal(isThere, Contains(SearchScope.Body, wanted));

    [Theory]
    [InlineData("CAF\u00C9 tomorrow", true)]
    [InlineData("j\u00FCrgen <J@", true)]
    [InlineData("subject: a caf\u00E9", true)]
    [InlineData("partheader", true)]
    [InlineData("hidden.bin", true)]
    [InlineData("inner text", true)]
    [InlineData("attachedoctets", false)]
    public void Text_is_header_fields_too(string wanted, bool isThere) => Assert.Equal(isThere, Contains(SearchScope.Text, wanted));

    [Theory]
    [InlineData("Subject", "caf\u00E9 TOM", true)]
    [InlineData("from", "j\u00DCRGEN", true)]
    [InlineData("From", "", true)]
    [InlineData("Cc", "", false)]
    [InlineData("From", "caf\u00E9", false)]
    public void Field_is_searched_decoded(string name, string wanted, bool isThere) =>
        Assert.Equal(isThere, new FieldSearch().Contains(Encoding.ASCII.GetBytes(Message), Encoding.ASCII.GetBytes(name), new NeedleScan(new Needle(wanted))));

    [Theory]
    [InlineData("a  \t b", "A\r\nB", true)]
    [InlineData("\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2", "\u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3", true)]
    [InlineData("\U00010428", "\U00010400", true)]
    [InlineData("ababac", "abababac", true)]
    [InlineData("ababac", "ababab", false)]
    [InlineData(" a", "a", false)]
    public void Characters_are_compared_folded(string wanted, string text, bool isThere)
    {
        var scan = new NeedleScan(new Needle(wanted));
        foreach (var character in text)
        {
            scan.Take([character]);
        }

        Assert.Equal(isThere, scan.AreAllFound);
    }

    [Fact]
    public void Each_character_that_folds_to_the_first_one_can_begin_a_match()
    {
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        for (var first = '!'; first < '\u007F'; first++)
        {
            for (var character = '!'; character < '\uD800'; character++)
            {
                if (parts[..Casemap.Fold(character, parts)].EndsWith([char.ToUpperInvariant(first)]))
                {
                    var scan = new NeedleScan(new Needle([first, 'x']));
                    scan.Take(['.', character, 'x']);
                    Assert.True(scan.AreAllFound, $"{first} {(int)character:X4}");
                }
            }
        }
    }

    [Fact]
    public void Needles_are_found_where_the_library_finds_them()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "aAb"[random.Next(3)]));
            var wanted = Enumerable.Range(0, 3).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "ab"[random.Next(2)]))).ToArray();
            var scan = new NeedleScan([.. wanted.Select(item => new Needle(item))]);
            scan.Take(text);
            for (var i = 0; i < wanted.Length; i++)
            {
                Assert.Equal(text.Contains(wanted[i], StringComparison.OrdinalIgnoreCase), scan.IsFound(i));
            }
        }
    }

    [Fact]
    public void Searching_allocates_nothing()
    {
        var (octets, scanned) = Scanned();
        var scan = new NeedleScan(new Needle("nowhere"), new Needle("inner"));
        var search = new MessageSearch(scan);
        Assert.Equal(0, Allocation.Of(() => Run(search, octets, scanned)));
    }

    private static bool Contains(SearchScope scope, string wanted)
    {
        var (octets, scanned) = Scanned();
        var scan = new NeedleScan(new Needle(wanted));
        var search = new MessageSearch(scan);
        search.Begin(scope);
        Walk(search, octets, scanned);
        return scan.IsFound(0);
    }

    private static void Run(MessageSearch search, byte[] octets, MessageScan scanned)
    {
        search.Begin(SearchScope.Text);
        Walk(search, octets, scanned);
    }

    private static void Walk(MessageSearch search, byte[] octets, MessageScan scanned)
    {
        while (search.TryNext(scanned.Parts, out var start, out var end))
        {
            for (; start < end; start += 7)
            {
                search.Take(octets.AsSpan((int)start, (int)Math.Min(7, end - start)));
            }
        }
    }

    private static (byte[] Octets, MessageScan Scan) Scanned()
    {
        var octets = Encoding.UTF8.GetBytes(Message.ReplaceLineEndings("\r\n"));
        var scan = new MessageScan();
        scan.Take(octets);
        scan.Finish();
        return (octets, scan);
    }
}
