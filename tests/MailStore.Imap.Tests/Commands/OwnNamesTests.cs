using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Commands;

namespace MailStore.Imap.Tests.Commands;

public sealed class OwnNamesTests
{
    [Fact]
    public void A_client_that_does_nothing_to_ever_other_names_is_not_remembered_for_ever()
    {
        var names = new OwnNames(max: 1000);
        for (var number = 0; number < 10_500; number++)
        {
            names.Add(MailboxName.Create($"A{number}"));
            Assert.True(names.Contains(MailboxName.Create($"A{number}")));
        }

        Assert.InRange(names.Count, 1, 1000);
        names.Clear();
        Assert.Equal(0, names.Count);
    }

    [Fact]
    public void News_that_will_not_be_told_is_not_kept()
    {
        var news = new NotifyNews(max: 100);
        for (ulong number = 1; number <= 5000; number++)
        {
            Assert.Equal(number <= 100, news.Add(new AccountChange(new MailboxId(number)) { Entries = [$"/private/{number}"] }));
        }

        var (_, metadata, _, hasOverflow) = news.Take();
        Assert.True(hasOverflow);
        Assert.Equal(101, metadata.Count);
    }
}
