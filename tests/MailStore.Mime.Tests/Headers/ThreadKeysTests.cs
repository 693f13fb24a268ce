using System.Text;
using MailStore.Mime.Headers;

namespace MailStore.Mime.Tests.Headers;

public sealed class ThreadKeysTests
{
    [Fact]
    public void Keys_are_on_disk_and_stay() =>
        Assert.Equal([0x40A68E01B5D80875UL], Keys("Message-ID: <a@b>\n"));

    [Fact]
    public void Own_id_comes_first_and_then_the_nearest_reference()
    {
        var own = Key("<own@x>");
        var (a, b, c) = (Key("<a@x>"), Key("<b@x>"), Key("<c@x>"));
        Assert.Equal([own, c, b, a], Keys("References: <a@x> <b@x>\n <c@x>\nMessage-ID: <own@x>\nIn-Reply-To: \"x\" of <c@x>\n"));
        Assert.Equal([a, b], Keys("In-Reply-To: <a@x>\nReferences: <b@x> junk <a@x> <b@x\n"));
    }

    [Fact]
    public void One_id_has_one_key_in_all_spellings()
    {
        var key = Key("<01KF8JCEOCBS0045PS@xxx.yyy.com>");
        Assert.Equal(key, Key("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"));
        Assert.Equal(key, Key("<01KF8JCEOCBS0045PS@\r\n xxx.yyy.com>"));
        Assert.Equal(key, Key("01KF8JCEOCBS0045PS@xxx.yyy.com"));
        Assert.NotEqual(key, Key("<01kf8jceocbs0045ps@xxx.yyy.com>"));
    }

    [Fact]
    public void Long_list_keeps_its_end_and_its_beginning()
    {
        var references = string.Concat(Enumerable.Range(0, 1000).Select(i => $"<{i}@x>\r\n "));
        var keys = Keys($"Message-ID: <own@x>\r\nReferences: {references}\r\n");
        Assert.Equal(32, keys.Length);
        Assert.Equal(Key("<own@x>"), keys[0]);
        Assert.Equal(Key("<999@x>"), keys[1]);
        Assert.Equal(Key("<970@x>"), keys[30]);
        Assert.Equal(Key("<0@x>"), keys[31]);
    }

    [Theory]
    [InlineData("Message-ID:\n")]
    [InlineData("Message-ID: <>\nReferences: < > <\n")]
    [InlineData("Subject: x\n\nMessage-ID: <a@b>\n")]
    public void Nothing_has_no_key(string block) => Assert.Empty(Keys(block));

    [Fact]
    public void Keys_cost_no_allocation()
    {
        var block = Encoding.ASCII.GetBytes("Message-ID: <own@x>\r\nReferences: <a@x> <b@x>\r\n <c@x>\r\nIn-Reply-To: <c@x>\r\n");
        var keys = new ulong[32];
        Assert.Equal(0, Allocation.Of(() => ThreadKeys.Read(block, keys)));
    }

    private static ulong Key(string id) => Keys($"Message-ID: {id}\n")[0];

    private static ulong[] Keys(string block)
    {
        Span<ulong> keys = stackalloc ulong[32];
        return keys[..ThreadKeys.Read(Encoding.ASCII.GetBytes(block), keys)].ToArray();
    }
}
