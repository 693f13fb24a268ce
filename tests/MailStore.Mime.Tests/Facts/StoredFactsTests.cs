using System.Text;
using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Rendering;
using MailStore.Mime.Structure;
using MailStore.Mime.Tests.Structure;

namespace MailStore.Mime.Tests.Facts;

public sealed class StoredFactsTests
{
    private const string Message =
        "Received: from x\r\nFrom: A <a@b.example>\r\nsubject: Hi\r\n there\r\nX-Other: y\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + "--b\r\n\r\none\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ntwo\r\n--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--b--\r\n";

    [Fact]
    public void Numbers_on_disk_stay_what_they_are()
    {
        Assert.Equal(1, StoredFacts.Version);
        Assert.Equal(
            [(FactsSection.None, 0), (FactsSection.Parts, 1), (FactsSection.Structure, 2), (FactsSection.Extensions, 3), (FactsSection.Envelope, 4), (FactsSection.Preview, 5), (FactsSection.Fields, 6)],
            Enum.GetValues<FactsSection>().Select(section => (section, (int)section)));
        Assert.Equal(
            [(PartKind.Leaf, 0), (PartKind.Text, 1), (PartKind.Multipart, 2), (PartKind.Digest, 3), (PartKind.Message, 4)],
            Enum.GetValues<PartKind>().Select(kind => (kind, (int)kind)));
    }

    [Fact]
    public void Octets_on_disk_stay_what_they_are()
    {
        var facts = FactsOf("From: a@b\r\n\r\nHello\r\n", out _);
        var structure = "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 7 1 NIL NIL NIL NIL)";
        var envelope = "(NIL NIL ((NIL NIL \"a\" \"b\")) ((NIL NIL \"a\" \"b\")) ((NIL NIL \"a\" \"b\")) NIL NIL NIL NIL NIL)";
        Assert.Equal(
            $"010106010100000D07024A{Hex(structure)}03023910"
            + $"0459{Hex(envelope)}0505{Hex("Hello")}0602{Hex("\r\n")}",
            Convert.ToHexString(facts));
    }

    [Fact]
    public void Parts_come_back_as_they_were_found()
    {
        var facts = FactsOf(Message, out var scan);
        var parts = new PartTable();
        Assert.True(new StoredFacts(facts).TryGetParts(parts));
        Assert.Equal(
            scan.Parts.ToArray().Select(part => (part.Kind, part.IsMime, part.Start, part.BodyStart, part.BodyEnd, part.Parent, part.End)),
            parts.Parts.ToArray().Select(part => (part.Kind, part.IsMime, part.Start, part.BodyStart, part.BodyEnd, part.Parent, part.End)));
    }

    [Fact]
    public void The_structure_comes_back_with_and_without_extension_data()
    {
        var facts = FactsOf(Message, out var scan);
        var (written, read) = (new OctetBuffer(), new OctetBuffer());
        new BodyWriter().Write(scan, isExtended: true, written);
        Assert.True(new StoredFacts(facts).TryGet(FactsSection.Structure, out var structure));
        Assert.Equal(Encoding.Latin1.GetString(written.Octets), Encoding.Latin1.GetString(structure));
        written.Clear();
        new BodyWriter().Write(scan, isExtended: false, written);
        Assert.True(new StoredFacts(facts).TryWriteBody(read));
        Assert.Equal(Encoding.Latin1.GetString(written.Octets), Encoding.Latin1.GetString(read.Octets));
    }

    [Fact]
    public void Envelope_and_preview_come_back()
    {
        var stored = new StoredFacts(FactsOf(Message, out _));
        Assert.True(stored.TryGet(FactsSection.Envelope, out var envelope));
        Assert.StartsWith("(NIL {8}\r\nHi there ((\"A\" NIL \"a\" \"b.example\"))", Encoding.Latin1.GetString(envelope), StringComparison.Ordinal);
        Assert.True(stored.TryGet(FactsSection.Preview, out var preview));
        Assert.Equal("one", Encoding.UTF8.GetString(preview));
    }

    [Theory]
    [InlineData("Content-Type: image/gif\r\n\r\nGIF", "")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--", "two")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nw6TDtg==\r\n", "\u00E4\u00F6")]
    public void The_preview_is_of_the_first_text_that_is_shown(string message, string preview)
    {
        Assert.True(new StoredFacts(FactsOf(message, out _)).TryGet(FactsSection.Preview, out var stored));
        Assert.Equal(preview, Encoding.UTF8.GetString(stored));
    }

    [Fact]
    public void Fields_that_clients_ask_for_are_kept_as_they_stand()
    {
        Assert.True(new StoredFacts(FactsOf("references: <a>\r\n <b>\r\n" + Message, out _)).TryGet(FactsSection.Fields, out var fields));
        Assert.Equal("references: <a>\r\n <b>\r\n\r\n", Encoding.Latin1.GetString(fields));
    }

    [Fact]
    public void Facts_take_no_more_than_their_share()
    {
        var facts = FactsOf($"References: {string.Concat(Enumerable.Repeat("<somebody@far.away.example>\r\n ", 2000))}\r\nSubject: x\r\n\r\n", out var scan);
        Assert.True(facts.Length <= (scan.Length / FactsWriter.ShareOfMessage) + FactsWriter.BeyondShareMax);
        Assert.False(new StoredFacts(facts).TryGet(FactsSection.Fields, out _));
        Assert.True(new StoredFacts(facts).TryWriteBody(new OctetBuffer()));
        Assert.True(new StoredFacts(facts).TryGet(FactsSection.Envelope, out _));
    }

    [Fact]
    public void Facts_of_another_version_say_nothing()
    {
        var facts = FactsOf(Message, out _);
        facts[0]++;
        Assert.False(new StoredFacts(facts).TryGet(FactsSection.Parts, out _));
        Assert.False(new StoredFacts(default).TryGet(FactsSection.Parts, out _));
    }

    [Fact]
    public void Damaged_facts_are_refused_or_read_but_never_beyond_their_end()
    {
        var facts = FactsOf(Message, out _);
        var random = new Random(1);
        var (parts, output) = (new PartTable(), new OctetBuffer());
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = facts.AsSpan(0, random.Next(facts.Length + 1)).ToArray();
            for (var count = random.Next(4); count > 0 && damaged.Length > 1; count--)
            {
                damaged[random.Next(1, damaged.Length)] = (byte)random.Next(256);
            }

            output.Clear();
            var stored = new StoredFacts(damaged);
            if (stored.TryGetParts(parts))
            {
                Assert.True(parts.Count > 0);
            }

            Assert.True(stored.TryWriteBody(output) || output.Length == 0);
        }
    }

    internal static byte[] FactsOf(string message, out MessageScan scan)
    {
        scan = Scanned.Of(message);
        return new FactsWriter(MimeLimits.Default).Write(scan, 64 * 1024).ToArray();
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.Latin1.GetBytes(text));
}
