using System.Text;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Tests.Structure;

/// <summary>Where the octets are cut on their way makes no difference.</summary>
public sealed class CutTests
{
    private static readonly string[] Pieces =
    [
        "--", "-", "b", "bb", "--b", "--bb", "--b--", "--bb--", "\r\n", "\r\n", "\r\n", "\n", "\r", " ", "\t", "x", "text", "Subject: y\r\n", "Content-Type: ",
        "multipart/mixed; boundary=b\r\n", "multipart/digest;\r\n boundary=\"bb\"\r\n", "message/rfc822\r\n", "text/plain\r\n", "MIME-Version: 1.0\r\n", "\r\n--b\r\n",
        "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n", "\r\n--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n", "\0", "\r\n\r\n",
    ];

    [Fact]
    public void Random_messages_in_random_cuts_have_the_same_parts()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var message = Made(random);
            var whole = Scanned.Show(Scanned.Of(message));
            AssertSame(message, whole, max: 1, random);
            AssertSame(message, whole, max: 7, random);
            AssertSame(message, whole, max: 200, random);
        }
    }

    [Fact]
    public void Parts_lie_inside_of_each_other_and_cover_the_message()
    {
        var random = new Random(2);
        for (var round = 0; round < 3000; round++)
        {
            var scan = Scanned.Of(Made(random));
            for (var i = 0; i < scan.Parts.Length; i++)
            {
                var part = scan.Parts[i];
                Assert.True(part.Start <= part.BodyStart && part.BodyStart <= part.BodyEnd);
                Assert.True(part.HeaderLines >= 0 && part.BodyLines >= 0 && part.End > i);
                if (part.Parent >= 0)
                {
                    var parent = scan.Parts[part.Parent];
                    Assert.True(part.Start >= parent.BodyStart && part.BodyEnd <= parent.BodyEnd && part.End <= parent.End);
                }
            }

            Assert.Equal((0L, scan.Length), (scan.Parts[0].Start, scan.Parts[0].BodyEnd));
        }
    }

    private static byte[] Made(Random random)
    {
        var text = new StringBuilder(random.Next(3) > 0 ? "Content-Type: multipart/mixed; boundary=b\r\n\r\n" : "");
        for (var count = random.Next(40); count > 0; count--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static void AssertSame(byte[] message, string whole, int max, Random random)
    {
        var scan = new MessageScan();
        for (var at = 0; at < message.Length;)
        {
            var length = Math.Min(random.Next(1, max + 1), message.Length - at);
            scan.Take(message.AsSpan(at, length));
            at += length;
        }

        scan.Finish();
        Assert.True(whole == Scanned.Show(scan), $"Cut differently: {Encoding.Latin1.GetString(message)}\nwhole:\n{whole}cut:\n{Scanned.Show(scan)}");
    }
}
