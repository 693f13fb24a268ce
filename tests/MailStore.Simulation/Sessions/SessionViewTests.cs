namespace MailStore.Simulation.Sessions;

/// <summary>What no client may be told is noticed: the simulation can fail.</summary>
public sealed class SessionViewTests
{
    [Theory]
    [InlineData("FETCH 1 (FLAGS)", "* 2 EXPUNGE")]
    [InlineData("STORE 1 +FLAGS (\\Seen)", "* 2 EXPUNGE")]
    [InlineData("SEARCH ALL", "* 2 EXPUNGE")]
    [InlineData("NOOP", "* 1 EXPUNGE")]
    [InlineData("NOOP", "* 4 EXPUNGE")]
    [InlineData("NOOP", "* 2 EXISTS")]
    [InlineData("NOOP", "* 9 RECENT")]
    [InlineData("NOOP", "* 4 FETCH (FLAGS ())")]
    [InlineData("NOOP", "* 1 FETCH (FLAGS (\\Flagged))")]
    [InlineData("NOOP", "* 1 FETCH (UID 2)")]
    [InlineData("NOOP", "* 1 FETCH (FLAGS (\\Seen \\Recent))")]
    [InlineData("NOOP", "* 1 FETCH (FLAGS (NeverSet))")]
    [InlineData("NOOP", "* VANISHED 2")]
    [InlineData("NOOP", "* VANISHED (EARLIER) 2")]
    [InlineData("NOOP", "* 1 NONSENSE")]
    public void A_forbidden_response_is_noticed(string command, string response)
    {
        var view = Make(hasQresync: false);
        Assert.Throws<SessionFault>(() => view.Take(response, new SessionCommand(command)));
    }

    [Theory]
    [InlineData("NOOP", "* 2 EXPUNGE")]
    [InlineData("NOOP", "* VANISHED 1")]
    [InlineData("FETCH 1 (FLAGS)", "* VANISHED 2")]
    [InlineData("UID FETCH 1:3 (FLAGS)", "* VANISHED (EARLIER) 2")]
    [InlineData("UID FETCH 1:3 (FLAGS) (CHANGEDSINCE 1 VANISHED)", "* VANISHED (EARLIER) 1")]
    public void A_forbidden_response_is_noticed_with_QRESYNC(string command, string response)
    {
        var view = Make(hasQresync: true);
        Assert.Throws<SessionFault>(() => view.Take(response, new SessionCommand(command)));
    }

    [Theory]
    [InlineData("NOOP", "* 2 EXPUNGE")]
    [InlineData("UID FETCH 1 (FLAGS)", "* 2 EXPUNGE")]
    [InlineData("NOOP", "* 4 EXISTS")]
    [InlineData("NOOP", "* 1 FETCH (UID 1 FLAGS (\\Seen))")]
    public void What_may_be_told_is_taken(string command, string response) => Make(hasQresync: false).Take(response, new SessionCommand(command));

    [Fact]
    public void What_was_not_told_is_noticed()
    {
        Assert.Contains("counts 3 messages", Make(hasQresync: false).Difference(), StringComparison.Ordinal);
    }

    // Messages 1 to 3; the second is gone and nobody has said so, the first was recent to another client.
    private static SessionView Make(bool hasQresync)
    {
        var truth = new MailTruth();
        var view = new SessionView(truth, hasQresync, FlagBits.OwnOf(0));
        for (var uid = 1u; uid <= 3; uid++)
        {
            truth.Add(uid, "", FlagBits.Seen);
        }

        view.Take("* 3 EXISTS", new SessionCommand("NOOP"));
        view.LearnUids();
        truth.At(1).RecentTo = truth;
        truth.Expunge([2], modSeq: 5);
        return view;
    }
}
