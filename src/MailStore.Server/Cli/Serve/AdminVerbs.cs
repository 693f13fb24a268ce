using MailStore.Server.Admin;
using MailStore.Server.Watching.Metrics;

namespace MailStore.Server.Cli.Serve;

/// <summary>What a running server can be asked.</summary>
internal sealed class AdminVerbs(LiveServer server)
{
    public IReadOnlyList<AdminVerb> All => [new("who", WhoAsync), new("kick", KickAsync), new("reload", ReloadAsync), new("stats", StatsAsync)];

    private async Task WhoAsync(AdminCall call)
    {
        foreach (var session in server.Tower.Sessions.Open.OrderBy(session => session.Id))
        {
            await call.WriteAsync(new
            {
                session.Id,
                session.Protocol,
                Peer = session.Peer?.ToString(),
                session.Account,
                Tls = session.Tls?.Protocol,
                session.Started,
                Seconds = Math.Round(session.Age.TotalSeconds, 1),
                session.Commands,
                session.Deliveries,
                session.LastVerb,
            });
        }
    }

    private async Task KickAsync(AdminCall call)
    {
        var wanted = call.Text("who");
        var found = server.Tower.Sessions.Open.Where(session => session.Id.ToString() == wanted || session.Account == wanted).ToList();
        if (found.Count == 0)
        {
            throw new AdminFaultException($"No session is open of the number or the account '{wanted}'. 'mailstore who' lists them.");
        }

        foreach (var session in found)
        {
            session.Kick();
            await call.WriteAsync(new { session.Id, session.Protocol, session.Account });
        }
    }

    private async Task ReloadAsync(AdminCall call)
    {
        var report = await server.ReloadAsync();
        await call.WriteAsync(new { report.Taken, report.NeedRestart, report.Faults, Sentence = report.ToString() });
    }

    private async Task StatsAsync(AdminCall call)
    {
        foreach (var family in server.Metrics.Read())
        {
            foreach (var point in family.Points)
            {
                await call.WriteAsync(new
                {
                    family.Instrument.Name,
                    Kind = family.Kind.ToString().ToLowerInvariant(),
                    family.Instrument.Unit,
                    Labels = point.Labels.ToDictionary(label => label.Key, label => label.Value),
                    Value = point.Sum,
                    Count = family.Kind == MetricKind.Histogram ? point.Counts.Sum() : (long?)null,
                    Bounds = family.Kind == MetricKind.Histogram ? family.Bounds : null,
                    Counts = family.Kind == MetricKind.Histogram ? point.Counts : null,
                });
            }
        }
    }
}
