using System.Net;
using MailStore.Server.Hosting;

namespace MailStore.Server.Tests.Hosting;

public sealed class PeerLimitTests
{
    private readonly PeerLimit _limit = new(2);

    [Fact]
    public void An_address_has_as_many_connections_as_it_may_and_gets_more_when_it_gives_some_back()
    {
        var peer = IPAddress.Parse("192.0.2.1");
        Assert.True(_limit.TryTake(peer));
        Assert.True(_limit.TryTake(peer));
        Assert.False(_limit.TryTake(peer));
        Assert.False(_limit.TryTake(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.True(_limit.TryTake(IPAddress.Parse("192.0.2.2")));
        _limit.GiveBack(peer);
        Assert.True(_limit.TryTake(peer));
        Assert.False(_limit.TryTake(peer));
    }

    [Fact]
    public void A_network_of_IPv6_counts_as_one()
    {
        Assert.True(_limit.TryTake(IPAddress.Parse("2001:db8:0:1::1")));
        Assert.True(_limit.TryTake(IPAddress.Parse("2001:db8:0:1:ffff::2")));
        Assert.False(_limit.TryTake(IPAddress.Parse("2001:db8:0:1::3")));
        Assert.True(_limit.TryTake(IPAddress.Parse("2001:db8:0:2::1")));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void This_machine_is_not_counted(string address)
    {
        for (var number = 0; number < 10; number++)
        {
            Assert.True(_limit.TryTake(IPAddress.Parse(address)));
        }
    }
}
