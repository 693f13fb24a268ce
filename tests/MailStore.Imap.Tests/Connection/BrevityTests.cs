using System.Collections.Concurrent;
using System.IO.Pipelines;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Testing.Connections;

namespace MailStore.Imap.Tests.Connection;

/// <summary>Where a command comes to its end: on the thread that its octets came in on, or on one that may take long.</summary>
public sealed class BrevityTests
{
    // A command that is there before the server waits for it is answered where the server happens to be: that says nothing, and is tried again.
    private const int TimesMax = 30;

    [Theory]
    [InlineData("NOOP", true)]
    [InlineData("SELECT INBOX", true)]
    [InlineData("STATUS INBOX (MESSAGES)", true)]
    [InlineData("FETCH 1 (FLAGS UID INTERNALDATE RFC822.SIZE)", true)]
    [InlineData("UID FETCH 1:64 FLAGS", true)]
    [InlineData("FETCH 1 ENVELOPE", false)] // Nothing of it is at hand: the message is opened.
    [InlineData("FETCH 1 BODY.PEEK[]", false)]
    [InlineData("FETCH 1 BODY.PEEK[HEADER]", false)]
    [InlineData("FETCH 1 ALL", false)]
    [InlineData("FETCH 1:* FLAGS", false)]
    [InlineData("UID FETCH 1:65 FLAGS", false)]
    [InlineData("UID FETCH 1:33,101:132 FLAGS", false)]
    [InlineData("UID FETCH $ FLAGS", false)]
    [InlineData("UID STORE 1:100 FLAGS (\\Seen)", false)]
    [InlineData("UID FETCH 1:64 FLAGS (CHANGEDSINCE 1)", false)]
    [InlineData("SELECT INBOX (CONDSTORE)", false)]
    [InlineData("STATUS INBOX (MESSAGES DELETED-STORAGE)", false)]
    [InlineData("CREATE other", false)]
    [InlineData("SEARCH TEXT x", false)]
    [InlineData("LIST \"\" *", false)]
    public async Task What_is_brief_is_answered_where_it_came_in_and_nothing_else_is(string command, bool isBrief)
    {
        using var socket = new SocketScheduler();
        var watch = new PlaceWatch(socket);
        await using var client = new PipeClient(requests: Requests(socket), watch: watch);
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("APPEND INBOX {4+}\r\na: b");
        await client.DoAsync("SELECT INBOX");
        var isEverHere = false;
        for (var time = 0; time < TimesMax && !isEverHere; time++)
        {
            await client.SendAsync($"y {command}\r\n");
            while (await client.ReadAsync() is { } line && !line.StartsWith("y ", StringComparison.Ordinal))
            {
                // A literal's lines among others.
            }

            // The answer is there before its watch is told.
            await client.DoAsync("NOOP");
            isEverHere = watch.Places.ToArray()[^2];
        }

        Assert.Equal(isBrief, isEverHere);
    }

    [Fact]
    public async Task A_login_leaves_the_thread_of_sockets()
    {
        using var socket = new SocketScheduler();
        var watch = new PlaceWatch(socket);
        await using var client = new PipeClient(requests: Requests(socket), watch: watch);
        await client.BeginAsync(isLoggedIn: false);
        await client.SendAsync("a AUTHENTICATE PLAIN\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        await client.SendAsync("AGFubmEAeA==\r\n");
        Assert.StartsWith("a OK", await client.ReadAsync());
        await client.DoAsync("NOOP");
        Assert.False(watch.Places.ToArray()[0]);
    }

    [Fact]
    public async Task Many_commands_at_once_do_not_keep_it()
    {
        using var socket = new SocketScheduler();
        var watch = new PlaceWatch(socket);
        await using var client = new PipeClient(requests: Requests(socket), watch: watch);
        await client.BeginAsync(isLoggedIn: true);
        bool[] places = [false];
        for (var time = 0; time < TimesMax && !places[0]; time++)
        {
            await client.SendAsync(string.Concat(Enumerable.Range(0, 40).Select(number => $"a{number} NOOP\r\n")));
            while (await client.ReadAsync() is { } line && !line.StartsWith("a39 OK", StringComparison.Ordinal))
            {
                Assert.Contains(" OK ", line);
            }

            await client.DoAsync("NOOP");
            places = watch.Places.ToArray()[^41..^1];
        }

        Assert.True(places[0]);
        Assert.False(places[^1]);
    }

    private static PipeOptions Requests(SocketScheduler socket) => new(readerScheduler: socket, useSynchronizationContext: false);

    private sealed class PlaceWatch(SocketScheduler socket) : ISessionWatch
    {
        public ConcurrentQueue<bool> Places { get; } = [];

        public void SignedIn(SignInOutcome outcome, AccountName account)
        {
            // Not asked for here.
        }

        public void Answered(string verb, long startedAt) => Places.Enqueue(socket.IsHere);

        public void Delivered(ulong id, long octets, IReadOnlyList<Recipient> recipients, IReadOnlyList<DeliveryResult> outcomes)
        {
            // Not asked for here.
        }

        public void Told(long heardAt)
        {
            // Not asked for here.
        }
    }
}
