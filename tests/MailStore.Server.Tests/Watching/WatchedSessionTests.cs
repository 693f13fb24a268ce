using MailStore.Abstractions.Accounts;
using MailStore.Server.Watching;
using MailStore.Server.Watching.Metrics;

namespace MailStore.Server.Tests.Watching;

public sealed class WatchedSessionTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly LineLog _log;
    private readonly Watchtower _tower;
    private readonly MetricReader _metrics;

    public WatchedSessionTests()
    {
        _log = new(_output, TimeProvider.System);
        _tower = new(new EventLog(_log), TimeProvider.System);
        _metrics = new(_tower.Meters.Meter);
    }

    [Fact]
    public void A_command_costs_no_allocation_while_it_is_measured()
    {
        using var session = new WatchedSession(_tower, "imap", null, default);
        string[] verbs = ["FETCH", "STORE", "NOOP"];
        void Run()
        {
            for (var round = 0; round < 1000; round++)
            {
                session.Answered(verbs[round % verbs.Length], TimeProvider.System.GetTimestamp());
                session.Told(TimeProvider.System.GetTimestamp());
            }
        }

        // The least there is: until the runtime has compiled it for good, which it does beside other work, more is allocated.
        var least = long.MaxValue;
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); least > 0 && patience.Elapsed < s_patience;)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        var commands = _metrics.Read().Single(family => family.Instrument.Name == "mailstore.command.duration");
        Assert.Equal(3, commands.Points.Count());
        Assert.Equal(session.Commands, commands.Points.Sum(point => point.Counts.Sum()));
    }

    [Fact]
    public void A_session_has_one_line_and_a_delivery_one_for_each_recipient()
    {
        var session = new WatchedSession(_tower, "lmtp", new(System.Net.IPAddress.Loopback, 4000), default);
        session.SignedIn(SignInOutcome.Accepted, AccountName.Create("anna@example.org"));
        session.Answered("DATA", TimeProvider.System.GetTimestamp());
        session.Delivered(0xabc, 120, [new(new(1), Inbox), new(new(2), Inbox)], [new(default, new(1), new(7)), new(MailStore.Abstractions.Changes.Refusal.OverQuota, default, default)]);
        session.End("closed");
        session.Dispose();
        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[25..]).ToList();
        Assert.Equal("info delivery session=1 message=abc account=1 octets=120 outcome=taken uid=7", lines[0]);
        Assert.Equal("info delivery session=1 message=abc account=2 octets=120 outcome=OverQuota", lines[1]);
        Assert.StartsWith("info session session=1 protocol=lmtp peer=127.0.0.1:4000 account=anna@example.org commands=1 deliveries=1 seconds=", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(" end=closed", lines[2], StringComparison.Ordinal);
        Assert.Empty(_tower.Sessions.Open);
    }

    [Fact]
    public void A_login_that_was_refused_is_written_down_without_what_was_typed()
    {
        using var session = new WatchedSession(_tower, "imap", null, default);
        session.SignedIn(SignInOutcome.Refused, default);
        Assert.EndsWith(" warning login session=1 protocol=imap outcome=refused\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Null(session.Account);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _tower.Dispose();
        _log.Dispose();
        _output.Dispose();
    }

    private static Abstractions.Mailboxes.MailboxName Inbox => Abstractions.Mailboxes.MailboxName.Inbox;
}
