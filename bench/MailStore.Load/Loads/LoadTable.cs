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
        Submit(scale),
        .. Fetches(scale),
        .. Selects(scale),
    ];

    private static IEnumerable<ILoad> Intake(Scale scale)
    {
        yield return new DeliverLoad(new("deliver", "LMTP, 17 to 24 KB, 16 connections", "message", scale.Bound(16, 400), new(Rate: 5, Processor: 1 / 5.0), IsWrite: true), recipients: 1);
        yield return new DeliverLoad(new("deliver-10", "LMTP, one message to 10 recipients, 4 connections", "copy", scale.Bound(4, 100), new(Rate: 10), IsWrite: true), recipients: 10);
    }

    private static SubmitLoad Submit(Scale scale) =>
        new(new("submit", "submission of 24 KB with log-in, a session each, 16 at once (Postfix: without log-in)", "message", scale.Bound(16, 100), new(Rate: 3), IsWrite: true));

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
            yield return Fetch(scale, name, items, "again", Window, s_reading, calls: 1000);
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

    private static IEnumerable<ILoad> Selects(Scale scale)
    {
        yield return new SelectLoad(new("select", $"SELECT of {scale.LargeMessages:N0}, warm", "SELECT", scale.Bound(1, 200), new(Rate: 1, Processor: 0.5), IsWrite: false), scale.LargeMessages, isCold: false);
        yield return new SelectLoad(new("select-cold", $"SELECT of {scale.LargeMessages:N0}, cold", "SELECT", scale.Bound(1, 1), new(Rate: 5), IsWrite: false), scale.LargeMessages, isCold: true);
    }
}
