using MailStore.Server.Hosting;

namespace MailStore.Server.Tests.Hosting;

public sealed class DescriptorLimitTests
{
    private static readonly string[] s_limits = ["Limit                     Soft Limit           Hard Limit           Units     ", "Max processes             95934                95934                processes ", "Max open files            1024                 524288               files     "];

    [Fact]
    public void The_limit_is_what_holds_now() => Assert.Equal(1024, DescriptorLimit.Find(s_limits));

    [Fact]
    public void Nobody_says_is_no_limit()
    {
        Assert.Null(DescriptorLimit.Find([]));
        Assert.Null(DescriptorLimit.Find(["Max open files            unlimited            unlimited            files     "]));
        Assert.Equal(new(20_000, 1000), DescriptorLimit.Apply(new(20_000, 1000), null, Fail));
    }

    [Fact]
    public void There_are_no_more_connections_than_descriptors_and_some_are_left_for_the_store()
    {
        var said = "";
        Assert.Equal(new(768, 1000), DescriptorLimit.Apply(new(20_000, 1000), 1024, sentence => said = sentence));
        Assert.StartsWith("At most 768 connections are taken at once, not 20000:", said, StringComparison.Ordinal);
        Assert.Equal(new(20_000, 1000), DescriptorLimit.Apply(new(20_000, 1000), 524_288, Fail));
        Assert.Equal(new(1, 1000), DescriptorLimit.Apply(new(20_000, 1000), 60, _ => { }));
    }

    private static void Fail(string sentence) => Assert.Fail(sentence);
}
