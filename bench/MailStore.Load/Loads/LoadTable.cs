using MailStore.Load.Driving;

namespace MailStore.Load.Loads;

/// <summary>All loads, in the order of the table that they make.</summary>
internal static class LoadTable
{
    private const int Window = 50;
    private const string Fields = "(BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES)])";

    private static readonly Demand s_reading = new(Rate: 3, Processor: 1 / 3.0, IsEither: true);
    private static readonly Demand s_bodies = new(Rate: 2, Processor: 1 / 2.0, IsEither: true);

    public static List<ILoad> Make(Scale scale) =>
    [
        .. Intake(scale),
        .. Changes(scale),
        .. Fetches(scale),
        .. Searches(scale),
        .. Selects(scale),
        .. Sessions(scale),
        .. Programs(scale),
    ];

    private static IEnumerable<ILoad> Intake(Scale scale)
    {
        yield return new DeliverLoad(new("deliver", "LMTP, 17 to 24 KB, 16 connections", "message", scale.Bound(16, 400), new(Rate: 5, Processor: 1 / 5.0), IsWrite: true), recipients: 1);
        yield return new DeliverLoad(new("deliver-10", "LMTP, one message to 10 recipients, 4 connections", "copy", scale.Bound(4, 100), new(Rate: 10), IsWrite: true), recipients: 10);
        yield return new SubmitLoad(new("submit", "submission of 24 KB with log-in, a session each, 16 at once (Postfix: without log-in)", "message", scale.Bound(16, 200), new(Rate: 3), IsWrite: true));
        foreach (var connections in (int[])[8, 16])
        {
            yield return new AppendLoad(new($"append-{connections}", $"APPEND of real messages, {connections} connections", "message", scale.Bound(connections, 3200 / connections), new(Rate: 3, Processor: 1 / 2.0), IsWrite: true));
        }
    }

    private static IEnumerable<ILoad> Changes(Scale scale)
    {
        yield return new StoreLoad(new("store", "STORE of one flag, 16 connections", "STORE", scale.Bound(16, 500), new(Rate: 5), IsWrite: true), scale.Messages / 5);
        foreach (var kind in (TransferKind[])[TransferKind.Copy, TransferKind.Move, TransferKind.Expunge])
        {
            var name = kind.ToString().ToUpperInvariant();
            yield return new TransferLoad(new(name.ToLowerInvariant(), $"{name}, windows of {Window}", "message", scale.Bound(1, scale.Messages / Window), default, IsWrite: true), scale.Messages, Window, kind);
        }
    }

    private static IEnumerable<ILoad> Fetches(Scale scale)
    {
        foreach (var (name, items) in new[]
        {
            ("flags", "(UID FLAGS)"),
            ("envelope", "(ENVELOPE)"),
            ("header", "(BODY.PEEK[HEADER])"),
            ("fields", Fields),
            ("structure", "(BODYSTRUCTURE)"),
        })
        {
            // Of a message that takes a microsecond many are needed: the kernel counts processor time by ten milliseconds.
            yield return Fetch(scale, name, items, "again", Window, s_reading, calls: name == "flags" ? 20_000 : 4000);
            yield return Fetch(scale, name + "-first", items, "the first time", Window, s_reading, calls: scale.Messages / Window, isFirst: true);
        }

        yield return Fetch(scale, "bodies", "(BODY.PEEK[])", "windows at random", Window, s_bodies, calls: 300, isRandom: true);
        yield return Fetch(scale, "bodies-all", "(BODY.PEEK[])", "all by one command", 0, s_bodies, calls: 5);
        yield return Fetch(scale, "bodies-first", "(BODY.PEEK[])", "the first time", Window, s_bodies, calls: scale.Messages / Window, isFirst: true);
    }

    private static FetchLoad Fetch(Scale scale, string name, string items, string how, int window, Demand demand, int calls, bool isFirst = false, bool isRandom = false)
    {
        var says = $"FETCH {(items == Fields ? "HEADER.FIELDS of seven" : items.Trim('(', ')'))}, {(window > 0 ? $"windows of {window}, " : "")}{how}";
        return new(new("fetch-" + name, says.Replace("windows of 50, windows", "windows of 50", StringComparison.Ordinal), "message", scale.Bound(1, calls), demand, IsWrite: false), items, scale.Messages, window, isFirst, isRandom);
    }

    private static IEnumerable<ILoad> Searches(Scale scale)
    {
        yield return new SearchLoad(new("search-flags", "SEARCH of flags, sizes and dates", "SEARCH", scale.Bound(1, 1000), default, IsWrite: false), scale.Messages, ["UNSEEN", "SMALLER 3000", "FLAGGED", "UNDELETED LARGER 8000"]);
        yield return new SearchLoad(new("search-header", "SEARCH of Subject and From", "SEARCH", scale.Bound(1, 100), default, IsWrite: false), scale.Messages, ["SUBJECT money", "FROM hotmail", "SUBJECT perl"]);
        yield return new SearchLoad(new("search-text", "SEARCH BODY", "SEARCH", scale.Bound(1, 10), default, IsWrite: false), scale.Messages, ["BODY guarantee", "BODY kernel"]);
    }

    private static IEnumerable<ILoad> Selects(Scale scale)
    {
        yield return new SelectLoad(new("select", $"SELECT of {scale.LargeMessages:N0}, warm", "SELECT", scale.Bound(1, 5000), new(Rate: 1, Processor: 0.5), IsWrite: false), scale.LargeMessages, isCold: false);
        yield return new SelectLoad(new("select-cold", $"SELECT of {scale.LargeMessages:N0}, cold", "SELECT", scale.Bound(1, 1), new(Rate: 5), IsWrite: false) { IsSlow = true }, scale.LargeMessages, isCold: true);
    }

    private static IEnumerable<ILoad> Sessions(Scale scale)
    {
        yield return new LogInLoad(new("login", "log-in and log-out, 8 at once", "session", scale.Bound(8, 100), new(Rate: 5), IsWrite: false));
        yield return new NewsLoad(new("idle-news", $"APPEND sent to word of it in {scale.Idlers:N0} idle sessions", "message", scale.Bound(1, 200), new(P99: 5), IsWrite: false) { IsSlow = true }, scale.Idlers);
        yield return new IdleLoad(new("idle-memory", $"memory of {scale.Idlers:N0} sessions that idle", "session", scale.Bound(1, scale.Idlers) with { Seconds = double.PositiveInfinity }, new(Megabytes: 20), IsWrite: false) { AsksMemory = true, IsSlow = true }, scale.Messages);
        foreach (var connections in (int[])[1, 8])
        {
            yield return new DownloadLoad(new($"pop3-{connections}", $"POP3 download, {connections} connection{(connections > 1 ? "s" : "")}", "message", scale.Bound(connections, 40 / connections), s_bodies, IsWrite: false), scale.Messages / 5);
        }
    }

    private static IEnumerable<ILoad> Programs(Scale scale)
    {
        foreach (var (kind, says) in new[] { (ProfileKind.Phone, "a phone that syncs"), (ProfileKind.Webmail, "a webmail without a cache"), (ProfileKind.Desktop, "a desktop with QRESYNC") })
        {
            yield return new ProfileLoad(new(kind.ToString().ToLowerInvariant(), $"{says}, one new message each time, 8 at once", "session", scale.Bound(8, 100), default, IsWrite: true), scale.Messages / 5, kind);
        }
    }
}
