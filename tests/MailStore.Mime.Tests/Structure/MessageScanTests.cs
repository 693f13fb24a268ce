using System.Text;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Tests.Structure;

public sealed class MessageScanTests
{
    private const string Mixed = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";

    [Fact]
    public void A_plain_message_is_one_part()
    {
        var scan = Scanned.Of("From: a@b\r\nSubject: x\r\n\r\nHello\r\nworld\r\n");
        var part = Assert.Single(scan.Parts.ToArray());
        Assert.Equal((PartKind.Text, 25L, 3, 14L, 2), (part.Kind, part.HeaderBytes, part.HeaderLines, part.BodyBytes, part.BodyLines));
        Assert.Equal("From: a@b\r\nSubject: x\r\n\r\n"u8, scan.HeaderOf(part));
    }

    [Theory]
    [InlineData("", "Text=")]
    [InlineData("\r\n", "Text=")]
    [InlineData("\n", "Text=")]
    [InlineData("\r\nbody", "Text=body")]
    [InlineData("A: b", "Text=")]
    [InlineData("A: b\r\n", "Text=")]
    [InlineData("A: b\n\nbody\n", "Text=body\u00B6")]
    [InlineData("no colon\r\n\r\nbody", "Text=body")]
    [InlineData("A: b\r\n \r\nC: d\r\n\r\nbody", "Text=body")]
    [InlineData("Content-Type: image/png\r\n\r\nbody", "Leaf=body")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nbody", "Multipart(0)")]
    [InlineData("Content-Type: message/partial; id=1; number=2\r\n\r\nA: b\r\n\r\nbody", "Leaf=A: b\u00AC\u00ACbody")]
    [InlineData("Content-Type: message/external-body; access-type=ftp\r\n\r\nA: b\r\n\r\nbody", "Leaf=A: b\u00AC\u00ACbody")]
    [InlineData("Content-Type: message/rfc822\r\n\r\nA: b\r\n\r\nbody", "Message(1)|Text=body")]
    [InlineData("Content-Type: message/global\r\n\r\nA: b\r\n\r\nbody", "Message(1)|Text=body")]
    [InlineData("Content-Type: message/rfc822\r\n\r\n", "Message(1)|Text=")]
    [InlineData("Content-Type: message/rfc822", "Message(1)|Text=")]
    public void Single_parts_are_found(string message, string bodies) => Assert.Equal(bodies, Scanned.Bodies(message));

    [Theory]
    [InlineData("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n", "Multipart(2)|Text=one|Text=two")]
    [InlineData("preamble\r\n--b\r\n\r\none\r\n--b--\r\nepilogue\r\n--b\r\nmore", "Multipart(1)|Text=one")]
    [InlineData("--b\n\none\n--b\n\ntwo\n--b--\n", "Multipart(2)|Text=one|Text=two")]
    [InlineData("--b\r\n\r\none\r\n\r\n--b--", "Multipart(1)|Text=one\u00AC")]
    [InlineData("--b\r\n\r\nnever closed", "Multipart(1)|Text=never closed")]
    [InlineData("--b\r\n\r\none\r\n--b", "Multipart(1)|Text=one")]
    [InlineData("--b\r\n\r\none\r\n--b\r\n", "Multipart(2)|Text=one|Text=")]
    [InlineData("--b\r\n\r\n--b\r\n\r\n\r\n--b--", "Multipart(2)|Text=|Text=")]
    [InlineData("--b\r\nA: b\r\n--b\r\n\r\ntwo\r\n--b--", "Multipart(2)|Text=|Text=two")]
    [InlineData("--b  \t\r\n\r\none\r\n--b-- \r\n", "Multipart(1)|Text=one")]
    [InlineData("--b and more\r\n\r\none\r\n--b--", "Multipart(1)|Text=one")]
    [InlineData("--b\r\n\r\none --b\r\n -b\r\n-b\r\n--c\r\n--b--", "Multipart(1)|Text=one --b\u00AC -b\u00AC-b\u00AC--c")]
    [InlineData("--b\r\nContent-Type: image/gif\r\n\r\nGIF\r\n--b--", "Multipart(1)|Leaf=GIF")]
    [InlineData("no boundary at all", "Multipart(0)")]
    public void Multiparts_are_taken_apart(string body, string bodies) => Assert.Equal(bodies, Scanned.Bodies(Mixed + body));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void A_long_header_line_that_is_cut_ends_as_it_ends(string lineEnd)
    {
        var message = Encoding.ASCII.GetBytes($"{Mixed}--b\r\nX: {new string('x', 2 * MimeLimits.Default.FieldBytesMax)}{lineEnd}--b--\r\n");
        var whole = Scan(message, message.Length);
        Assert.Equal(message.Length - "--b--\r\n".Length - lineEnd.Length, whole[1].BodyStart);
        foreach (var cut in new[] { 1, 7, 1000, message.Length - 9, message.Length - 8, message.Length - 7 })
        {
            Assert.Equal(whole, Scan(message, cut));
        }

        static Part[] Scan(byte[] message, int cut)
        {
            var scan = new MessageScan();
            for (var at = 0; at < message.Length; at += cut)
            {
                scan.Take(message.AsSpan(at, Math.Min(cut, message.Length - at)));
            }

            scan.Finish();
            return scan.Parts.ToArray();
        }
    }

    [Fact]
    public void An_outer_boundary_ends_what_was_not_closed() => Assert.Equal(
        "Multipart(2)|Multipart(1)|Text=inner|Text=outer",
        Scanned.Bodies(Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=inside\r\n\r\n--inside\r\n\r\ninner\r\n--b\r\n\r\nouter\r\n--b--\r\n"));

    [Fact]
    public void The_longest_of_boundaries_that_begin_alike_is_meant() => Assert.Equal(
        "Multipart(2)|Multipart(2)|Text=one|Text=two|Text=outer",
        Scanned.Bodies(Mixed + "--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n\r\none\r\n--bb\r\n\r\ntwo\r\n--bb--\r\n\r\n--b\r\n\r\nouter\r\n--b--"));

    [Fact]
    public void An_inner_boundary_that_begins_the_outer_one_still_yields_to_it() => Assert.Equal(
        "Multipart(2)|Multipart(1)|Text=one|Text=outer",
        Scanned.Bodies("Content-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--bb\r\n\r\nouter\r\n--bb--"));

    [Fact]
    public void Parts_of_a_digest_are_messages_unless_they_say_otherwise() => Assert.Equal(
        "Digest(2)|Message(1)|Text=one|Text=two",
        Scanned.Bodies("Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: x\r\n\r\none\r\n--b\r\nContent-Type: text/plain\r\n\r\ntwo\r\n--b--\r\n"));

    [Fact]
    public void Content_fields_without_MIME_around_them_mean_nothing() =>
        Assert.Equal("Text=--b\u00AC\u00ACone", Scanned.Bodies("Content-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\none"));

    [Fact]
    public void A_message_in_a_message_has_its_own_lines()
    {
        var scan = Scanned.Of(Mixed + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\none\r\ntwo\r\n\r\n--b--\r\n");
        Assert.Equal((PartKind.Message, 4, 25L), (scan.Parts[1].Kind, scan.Parts[1].BodyLines, scan.Parts[1].BodyBytes));
        Assert.Equal((PartKind.Text, 2, 10L), (scan.Parts[2].Kind, scan.Parts[2].BodyLines, scan.Parts[2].BodyBytes));
        Assert.Equal("Subject: in\r\n\r\n"u8, scan.HeaderOf(scan.Parts[2]));
    }

    [Fact]
    public void Too_many_parts_end_the_telling_apart()
    {
        var scan = Scanned.Of(Mixed + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 20)), new() { PartsMax = 5 });
        Assert.Equal(5, scan.Parts.Length);
        Assert.Equal(scan.Length, scan.Parts[0].BodyEnd);
        Assert.Equal(1, scan.Parts[4].BodyBytes);
    }

    [Fact]
    public void What_lies_too_deep_is_a_leaf()
    {
        var scan = Scanned.Of(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 20)), new() { DepthMax = 4 });
        Assert.Equal(5, scan.Parts.Length);
        Assert.Equal(PartKind.Leaf, scan.Parts[4].Kind);
        Assert.Equal(scan.Length, scan.Parts[4].BodyEnd);
    }

    [Fact]
    public void Headers_beyond_their_limit_are_cut_and_the_parts_behind_them_found()
    {
        var scan = Scanned.Of(Mixed + $"--b\r\nX: {new string('x', 5000)}\r\n\r\none\r\n--b--", new() { HeaderBytesMax = 1000 });
        Assert.Equal(2, scan.Parts.Length);
        Assert.Equal(1000, scan.Parts[0].KeptBytes + scan.Parts[1].KeptBytes);
        Assert.Equal(3, scan.Parts[1].BodyBytes);
    }

    [Fact]
    public void A_scan_serves_the_next_message_as_if_it_were_new()
    {
        var scan = Scanned.Of(Mixed + "--b\r\nContent-Type: multipart/digest; boundary=c\r\n\r\n--c\r\n\r\n");
        scan.Begin();
        scan.Take("A: b\r\n\r\n--b\r\n"u8);
        scan.Finish();
        Assert.Equal(Scanned.Show(Scanned.Of("A: b\r\n\r\n--b\r\n")), Scanned.Show(scan));
    }
}
