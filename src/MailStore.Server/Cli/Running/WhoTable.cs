using System.Globalization;
using System.Text.Json;

namespace MailStore.Server.Cli.Running;

/// <summary>The sessions, a line each.</summary>
internal static class WhoTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<JsonElement> answer)
    {
        if (answer.Count == 0)
        {
            return ["No session is open."];
        }

        List<string[]> rows = [["session", "protocol", "account", "from", "tls", "age", "commands", "last"], .. answer.Select(Row)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Row(JsonElement session) =>
    [
        session.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture),
        Text(session, "protocol"),
        Text(session, "account"),
        Text(session, "peer"),
        Text(session, "tls"),
        TimeSpan.FromSeconds(Math.Floor(session.GetProperty("seconds").GetDouble())).ToString("c", CultureInfo.InvariantCulture),
        session.GetProperty("commands").GetInt64().ToString(CultureInfo.InvariantCulture),
        Text(session, "lastVerb"),
    ];

    private static string Text(JsonElement session, string name) =>
        session.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : "-";
}
