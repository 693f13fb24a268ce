using System.CommandLine;
using System.Text.Json;
using MailStore.Server.Admin;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Running;

/// <summary>Commands that ask a running server through its admin socket: <c>who</c>, <c>kick</c>, <c>reload</c>, <c>stats</c>.</summary>
internal static class RunningCommands
{
    public static IEnumerable<Command> Build(Terminal terminal)
    {
        var who = new Argument<string>("who") { Description = "The number of a session, or the name of an account, of which all sessions end." };
        yield return Make(terminal, "who", "Lists the sessions that are open.", _ => new { verb = "who" }, WhoTable.Lines);
        yield return Make(terminal, "kick", "Ends sessions in order: the command in hand is finished, and the client is told.", parsed => new { verb = "kick", who = parsed.GetRequiredValue(who) }, KickedLines, who);
        yield return Make(terminal, "reload", "Has the server read its settings again, as SIGHUP does.", _ => new { verb = "reload" }, ReloadLines);
        yield return Make(terminal, "stats", "Says what the server has done since it started.", _ => new { verb = "stats" }, StatsTable.Lines);
    }

    private static Command Make(Terminal terminal, string name, string about, Func<ParseResult, object> question, Func<IReadOnlyList<JsonElement>, IEnumerable<string>> lines, params Argument[] arguments)
    {
        var data = new Option<string>("--data") { Description = "The folder of the store.", HelpName = "DIR", DefaultValueFactory = _ => "./data" };
        var json = new Option<bool>("--json") { Description = "Prints one JSON array." };
        var command = new Command(name, about) { data, json };
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var asked = new Question(terminal, parsed.GetRequiredValue(data), question(parsed));
            return (int)await asked.RunAsync(answer => parsed.GetValue(json) ? [JsonSerializer.Serialize(answer)] : lines(answer), cancel);
        });
        return command;
    }

    private static IEnumerable<string> KickedLines(IReadOnlyList<JsonElement> answer) =>
        answer.Select(line => $"Session {line.GetProperty("id").GetInt64()} ({line.GetProperty("protocol").GetString()}) ends.");

    private static IEnumerable<string> ReloadLines(IReadOnlyList<JsonElement> answer)
    {
        var report = answer.Single();
        return report.GetProperty("faults").GetArrayLength() > 0 ? throw new AdminFaultException(report.GetProperty("sentence").GetString()!) : [report.GetProperty("sentence").GetString()!];
    }
}
