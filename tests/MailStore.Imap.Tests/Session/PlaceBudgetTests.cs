using MailStore.Imap.Session;

namespace MailStore.Imap.Tests.Session;

public sealed class PlaceBudgetTests
{
    [Fact]
    public void Places_are_given_up_to_the_bound_and_come_back()
    {
        var budget = new PlaceBudget(10);
        Assert.True(budget.TryTake(7));
        Assert.False(budget.TryTake(4));
        Assert.Equal(7, budget.Taken);
        Assert.True(budget.TryTake(3));
        budget.Give(10);
        Assert.Equal(0, budget.Taken);
    }
}
