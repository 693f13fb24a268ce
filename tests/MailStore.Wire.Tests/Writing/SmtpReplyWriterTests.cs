using System.Text;
using MailStore.Wire.Tests.Framing;
using MailStore.Wire.Writing;
using Xunit;

namespace MailStore.Wire.Tests.Writing;

public sealed class SmtpReplyWriterTests
{
    [Fact]
    public void Multi_line_reply_has_hyphens_up_to_its_last_line() =>
        Assert.Equal("250-mx.example.org\r\n250-SIZE 1000\r\n250 HELP\r\n334 YWJj\r\n", Written.BySmtp((ref w) =>
        {
            w.More(250, "mx.example.org"u8);
            w.MoreKeyword("SIZE"u8, 1000);
            w.Last(250, "HELP"u8);
            w.Challenge("abc"u8);
        }));

    [Fact]
    public void Enhanced_status_stands_in_every_line() =>
        Assert.Equal("550-5.1.1 No such\r\n550 5.1.1 user\r\n", Written.BySmtp((ref w) =>
        {
            w.More(550, new(5, 1, 1), "No such"u8);
            w.Last(550, new(5, 1, 1), "user"u8);
        }));

    [Fact]
    public void No_text_forges_a_line_or_makes_one_too_long()
    {
        foreach (var value in Hostile.Values())
        {
            foreach (var isUtf8Allowed in (bool[])[false, true])
            {
                var reply = Written.BySmtp((ref w) => w.Last(550, new(5, 999, 65535), value), isUtf8Allowed);
                Assert.StartsWith("550 5.999.65535 ", reply, StringComparison.Ordinal);
                Assert.Equal(reply.Length - 2, reply.IndexOfAny(['\r', '\n', '\0']));
                Assert.InRange(reply.Length, 18, 512);
                Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(reply)));
            }
        }
    }

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        var text = Encoding.UTF8.GetBytes("x" + new string('\u00E9', 400));
        var reply = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Written.BySmtp((ref w) => w.Last(250, text), isUtf8Allowed: true)));
        Assert.Equal("250 x" + new string('\u00E9', 245) + "\r\n", reply);
    }

    [Fact]
    public void Codes_that_are_none_and_classes_that_differ_are_refused()
    {
        Assert.Equal("", Written.BySmtp((ref w) =>
        {
            var refused = 0;
            for (var i = 0; i < 3; i++)
            {
                try
                {
                    w.Last(i == 0 ? 199 : i == 1 ? 600 : 550, new((byte)(i == 2 ? 2 : 5), 0, 0), "x"u8);
                }
                catch (ArgumentException)
                {
                    refused++;
                }
            }

            Assert.Equal(3, refused);
        }));
    }

    [Fact]
    public void Writing_replies_allocates_nothing()
    {
        var pipe = Piecewise.NewPipe();
        Allocation.IsNothing(() =>
        {
            using (var w = new SmtpReplyWriter(pipe.Writer))
            {
                w.More(250, "mx"u8);
                w.Last(250, new(2, 1, 5), "fine\r\n"u8);
            }

            Completed.Of(pipe.Writer.FlushAsync());
            var read = Completed.Of(pipe.Reader.ReadAsync());
            pipe.Reader.AdvanceTo(read.Buffer.End);
        });
    }
}
