using Xunit;

namespace MailStore.Engine.Tests.Model;

/// <summary>Scripts that once showed a difference, as <see cref="ModelTests"/> printed them.</summary>
public sealed class ModelRegressionTests
{
    [Fact]
    public Task A_view_of_a_deleted_mailbox_is_told_no_further() => AssertSameAsync("""
        Born account=0
        Open account=0 mailbox=INBOX readonly=False view=1
        Gone account=0
        Sync expunges=True view=1
        """);

    [Fact]
    public Task A_new_uidvalidity_is_no_news_to_a_view() => AssertSameAsync("""
        Born account=0
        Create account=0 mailbox=A/B uses=None
        Open account=0 mailbox=A/B readonly=True view=4
        Rename account=0 mailbox=A target=B
        Rename account=0 mailbox=B target=A/B/C
        """);

    [Fact]
    public Task A_moved_keyword_is_spelled_as_its_mailbox_spells_it() => AssertSameAsync("""
        Born account=2
        Create account=2 mailbox=A uses=None
        Append account=2 bytes=230 flags=K1,Draft mailbox=INBOX seed=1415
        Append account=2 bytes=193 flags=Flagged,$Work,k1 mailbox=INBOX seed=3586
        Transfer account=2 kind=Move mailbox=INBOX target=A uids=2
        """);

    [Fact]
    public Task One_account_named_twice_needs_room_for_one_at_a_time() => AssertSameAsync("""
        Born account=1
        Quota account=1 bytes=15000 mailboxes=- messages=-
        Deliver bytes=10144 flags=Deleted,Draft seed=6857 to=1:INBOX,1:INBOX
        """);

    /// <summary>A store that was abandoned while its last batch met the fault left that batch's requests waiting for ever.</summary>
    [Fact]
    public async Task Everybody_is_told_when_the_power_goes_during_a_burst()
    {
        for (var round = 0; round < 8; round++)
        {
            await AssertSameAsync($"""
                Born account=0
                Append account=0 bytes=10 flags=- mailbox=INBOX seed=1
                Torn account=0 count=20 mailbox=INBOX seed={round * 31}
                """);
        }
    }

    private static async Task AssertSameAsync(string script) =>
        Assert.Null(await Shrinker.DifferenceAsync(ModelScript.Parse(script), Homes.Engine));
}
