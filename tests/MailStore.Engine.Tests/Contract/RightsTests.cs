using MailStore.Abstractions.Mailboxes;
using Xunit;

namespace MailStore.Engine.Tests.Contract;

public sealed class RightsTests
{
    [Theory]
    [ClassData(typeof(EachStore))]
    public async Task An_owner_may_do_everything_with_what_exists_and_nothing_with_what_does_not(StoreKind kind)
    {
        await using var scene = await Scene.OpenAsync(kind);
        await scene.Anna.Create(MailboxName.Create("Up/Down"));
        await scene.Anna.Delete(MailboxName.Create("Up"));
        await scene.Anna.Subscribe(MailboxName.Create("Dream"), isSubscribed: true);

        Assert.Equal(MailboxRights.All, scene.Anna.RightsTo(MailboxName.Inbox));
        Assert.Equal(MailboxRights.All, scene.Anna.RightsTo(MailboxName.Create("Up/Down")));
        Assert.Equal(MailboxRights.None, scene.Anna.RightsTo(MailboxName.Create("Up")));
        Assert.Equal(MailboxRights.None, scene.Anna.RightsTo(MailboxName.Create("Dream")));
        Assert.Equal(MailboxRights.None, scene.Anna.RightsTo(MailboxName.Create("Missing")));
    }
}
