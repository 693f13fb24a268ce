using System.Globalization;
using MailStore.Testing.Chance;
using MailStore.Testing.Time;

namespace MailStore.Simulation.FrontEnds;

/// <summary>
/// Somebody sets the clock, by an hour or by many years, back or forward, while clients are there. Dates are what the clock says then;
/// nothing else depends on it: sessions last as long as time passes, numbers grow, nothing is lost.
/// </summary>
public sealed class ClockTests
{
    private const int Seeds = 6;
    private const int JumpsPerSeed = 12;

    /// <summary>From before 1970 to beyond what 32 bits hold.</summary>
    private static readonly int[] s_hours = [1, -1, 25, -25, 24 * 400, -24 * 400, 24 * 365 * 70, -24 * 365 * 70, 24 * 365 * 120, -24 * 365 * 120];

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 365 * 20)]
    [InlineData(-24 * 365 * 100)]
    public async Task A_session_ends_when_time_has_passed_and_not_when_somebody_sets_the_clock(int hours)
    {
        var disk = await FrontEndScene.NewDiskAsync(_clock);
        await using var scene = await FrontEndScene.OpenAsync(disk, _clock);
        await using var imap = scene.Imap();
        await using var pop3 = scene.Pop3();
        await using var lmtp = scene.Lmtp();
        await imap.AskAsync("a LOGIN anna secret\r\n", IsTagged("a"));
        await imap.AskAsync("b SELECT INBOX\r\n", IsTagged("b"));
        await imap.AskAsync("c IDLE\r\n", line => line.StartsWith('+'));
        await pop3.AskAsync("USER ben\r\n", _ => true);
        await pop3.AskAsync("PASS secret\r\n", line => line.StartsWith("+OK", StringComparison.Ordinal));
        await lmtp.AskAsync("LHLO peer.example\r\n", line => line.StartsWith("250 ", StringComparison.Ordinal));

        _clock.Jump(TimeSpan.FromHours(hours));
        Assert.StartsWith("c OK", await imap.AskAsync("DONE\r\n", IsTagged("c")), StringComparison.Ordinal);
        Assert.StartsWith("+OK", await pop3.AskAsync("NOOP\r\n", line => !line.Contains("ben", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith("250 2.0.0", await lmtp.AskAsync("NOOP\r\n", line => line.StartsWith("250 2", StringComparison.Ordinal)), StringComparison.Ordinal);

        // RFC 9051 §5.4, RFC 1939 §3, RFC 5321 §4.5.3.2: and then it does.
        Assert.NotNull(await AskAsTimePassesAsync(imap, line => line.StartsWith("* BYE", StringComparison.Ordinal)));
        Assert.NotNull(await AskAsTimePassesAsync(lmtp, line => line.StartsWith("421", StringComparison.Ordinal)));
        Assert.Null(await AskAsTimePassesAsync(pop3, _ => false));
    }

    // A session begins to wait some time after its answer was read: time goes on until it has seen enough of it.
    private async Task<string?> AskAsTimePassesAsync(MemoryPeer peer, Func<string, bool> isAnswer)
    {
        var answer = peer.AskAsync("", isAnswer);
        do
        {
            _clock.Advance(TimeSpan.FromMinutes(31));
        }
        while (await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(50))) != answer);
        return await answer;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 365 * 200)]
    [InlineData(-24 * 365 * 70)]
    public async Task Dates_and_searches_go_by_the_clock_as_it_is_set(int hours)
    {
        var disk = await FrontEndScene.NewDiskAsync(_clock);
        await using (var scene = await FrontEndScene.OpenAsync(disk, _clock))
        {
            await using var imap = await LogInAsync(scene);
            await AppendAsync(imap);
            _clock.Jump(TimeSpan.FromHours(hours));
            await AppendAsync(imap);
        }

        await using var again = await FrontEndScene.OpenAsync(disk, _clock);
        await using var wire = await LogInAsync(again);
        var (then, now) = (_clock.GetUtcNow() - TimeSpan.FromHours(hours), _clock.GetUtcNow());
        Assert.Contains($"INTERNALDATE {Text(then)} SAVEDATE {Text(then)}", await FetchAsync(wire, 1), StringComparison.Ordinal);

        // A save date has 32 bits from 1970 on, and keeps to them.
        var saved = now.Year < 1970 ? DateTimeOffset.UnixEpoch : now.Year > 2106 ? DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue) : now;
        Assert.Contains($"INTERNALDATE {Text(now)} SAVEDATE {Text(saved)}", await FetchAsync(wire, 2), StringComparison.Ordinal);

        // RFC 5032 §3: what is dated after now is younger than any time.
        Assert.Equal(hours > 0 ? "* SEARCH 2" : "* SEARCH 1 2", await SearchAsync(wire, "YOUNGER 1800"));
        Assert.Equal(hours > 0 ? "* SEARCH 1" : "* SEARCH", await SearchAsync(wire, "OLDER 1800"));
        Assert.Equal("* SEARCH 1 2", await SearchAsync(wire, "OR YOUNGER 4294967295 OLDER 4294967295"));
        Assert.Contains("2", await SearchAsync(wire, "SAVEDON " + saved.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_the_clock_is_set_to_between_changes_and_restarts_nothing_is_lost_and_numbers_grow()
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var dice = new Dice(seed);
            var disk = await FrontEndScene.NewDiskAsync(_clock);
            var promises = new Promises();
            var last = new long[3];
            for (var life = 0; life < 3; life++)
            {
                await using var scene = await FrontEndScene.OpenAsync(disk, _clock);
                await using var clients = new FrontEndClients(scene);
                for (var jump = 0; jump < JumpsPerSeed / 3; jump++)
                {
                    Jump(dice);
                    await new FaultRound(scene, clients, promises).RunAsync();
                    await GrowAsync(scene, last);
                }

                Jump(dice);
                await promises.CheckAsync(scene.Store);
            }

            Assert.True(promises is { Refused: 0, Told: > 0 }, $"seed {seed}: {promises.Refused} were refused");
        }
    }

    // RFC 9051 §9: date-day-fixed.
    private static string Text(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"\"{time.Day,2}-{time:MMM-yyyy HH:mm:ss} +0000\"");

    // Within what a calendar of four digits holds.
    private void Jump(Dice dice)
    {
        var by = TimeSpan.FromHours(dice.Pick(s_hours));
        if ((_clock.GetUtcNow() + by).Year is > 1800 and < 2600)
        {
            _clock.Jump(by);
        }
    }

    private static async Task GrowAsync(FrontEndScene scene, long[] last)
    {
        await using var imap = await LogInAsync(scene);
        await imap.AskAsync("x DELETE Again\r\n", IsTagged("x"));
        await imap.AskAsync("x CREATE Again\r\n", IsTagged("x"));
        var said = await imap.AskAsync("x STATUS Again (UIDVALIDITY)\r\n", line => line.StartsWith("* STATUS", StringComparison.Ordinal));
        var inbox = await imap.AskAsync("x STATUS INBOX (UIDNEXT HIGHESTMODSEQ)\r\n", line => line.StartsWith("* STATUS INBOX", StringComparison.Ordinal));
        long[] now = [.. Numbers(said!), .. Numbers(inbox!)];
        Assert.True(now.Zip(last).All(pair => pair.First > pair.Second), $"{string.Join(' ', now)} after {string.Join(' ', last)}");
        now.CopyTo(last, 0);
    }

    private static IEnumerable<long> Numbers(string line) =>
        line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(' ').Where(word => char.IsAsciiDigit(word[0])).Select(word => long.Parse(word, CultureInfo.InvariantCulture));

    private static async Task<MemoryPeer> LogInAsync(FrontEndScene scene)
    {
        var imap = scene.Imap();
        await imap.AskAsync("l LOGIN anna secret\r\n", IsTagged("l"));
        await imap.AskAsync("s SELECT INBOX\r\n", IsTagged("s"));
        return imap;
    }

    private static async Task AppendAsync(MemoryPeer imap) =>
        Assert.StartsWith("a OK", await imap.AskAsync("a APPEND INBOX {4+}\r\nab\r\n\r\n", IsTagged("a")), StringComparison.Ordinal);

    private static async Task<string> FetchAsync(MemoryPeer imap, int number) =>
        (await imap.AskAsync(string.Create(CultureInfo.InvariantCulture, $"f FETCH {number} (INTERNALDATE SAVEDATE)\r\n"), line => line.Contains("FETCH (", StringComparison.Ordinal)))!;

    private static async Task<string> SearchAsync(MemoryPeer imap, string keys)
    {
        var found = "";
        var said = await imap.AskAsync($"q SEARCH {keys}\r\n", line =>
        {
            found = line.StartsWith("* SEARCH", StringComparison.Ordinal) ? line : found;
            return line.StartsWith("q ", StringComparison.Ordinal);
        });
        Assert.StartsWith("q OK", said, StringComparison.Ordinal);
        return found;
    }

    private static Func<string, bool> IsTagged(string tag) => line => line.StartsWith(tag + " ", StringComparison.Ordinal);
}
