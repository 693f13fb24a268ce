using Xunit;

namespace MailStore.Wire.Tests.Writing;

public sealed class Pop3ReplyWriterTests
{
    [Fact]
    public void Replies_stand_as_the_RFC_shows_them() =>
        Assert.Equal(
            "+OK dewey ready\r\n-ERR no\r\n-ERR [SYS/TEMP] later\r\n+OK 2 320\r\n+OK 2 QhdPYR\r\n1 120\r\n1 whqtswO\r\nTOP\r\n...\r\n.\r\n+ YWJj\r\n",
            Written.ByPop3((ref w) =>
            {
                w.Ok("dewey ready"u8);
                w.Err("no"u8);
                w.Err("SYS/TEMP"u8, "later"u8);
                w.Ok(2, 320);
                w.OkUniqueId(2, "QhdPYR"u8);
                w.Numbers(1, 120);
                w.UniqueId(1, "whqtswO"u8);
                w.Line("TOP"u8);
                w.Line(".."u8);
                w.EndLines();
                w.Challenge("abc"u8);
            }));

    [Fact]
    public void No_text_forges_a_line_a_code_or_an_end()
    {
        foreach (var value in Hostile.Values())
        {
            foreach (var reply in (string[])[Written.ByPop3((ref w) => w.Ok(value)), Written.ByPop3((ref w) => w.Err(value), isUtf8Allowed: true), Written.ByPop3((ref w) => w.Line(value))])
            {
                Assert.Equal(reply.Length - 2, reply.IndexOfAny(['\r', '\n', '\0']));
                Assert.InRange(reply.Length, 2, 512);
                Assert.NotEqual(".\r\n", reply);
                Assert.DoesNotContain("ERR [", reply, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Unique_ids_are_visible_and_short()
    {
        Assert.Equal("refused", Try([]));
        Assert.Equal("refused", Try("a b"u8.ToArray()));
        Assert.Equal("refused", Try("a\r\n"u8.ToArray()));
        Assert.Equal("refused", Try([0x80]));
        Assert.Equal("refused", Try([.. Enumerable.Repeat((byte)'a', 71)]));
        Assert.Equal("+OK 1 " + new string('a', 70) + "\r\n", Try([.. Enumerable.Repeat((byte)'a', 70)]));
    }

    private static string Try(byte[] uniqueId)
    {
        var isRefused = false;
        var written = Written.ByPop3((ref w) =>
        {
            try
            {
                w.OkUniqueId(1, uniqueId);
            }
            catch (ArgumentException)
            {
                isRefused = true;
            }
        });
        return isRefused && written.Length == 0 ? "refused" : written;
    }
}
