using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Watching;

/// <summary>
/// A line for each event: for people, or as JSON. Values are escaped, line ends among them, so that nothing that a client sends makes
/// a line of its own.
/// </summary>
internal sealed class LineLog(TextWriter output, TimeProvider clock) : ILoggerProvider, ILogger
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    private static readonly SearchValues<char> s_plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._:/+-[]");

    private readonly Lock _gate = new();

    /// <summary>What is below it is not written. May change at any time.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    public bool IsJson { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var fields = state as LogFields ?? new LogFields("host", [new("message", formatter(state, exception))]);
        var all = exception is null ? fields : fields.Append(new("fault", exception.ToString()));
        var line = IsJson ? Json(logLevel, fields.Name, all) : Text(logLevel, fields.Name, all);
        lock (_gate)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    public void Dispose()
    {
    }

    private string Text(LogLevel level, string name, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var line = new StringBuilder(Now()).Append(' ').Append(NameOf(level)).Append(' ').Append(name);
        foreach (var (key, value) in fields)
        {
            if (value is not null)
            {
                var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                line.Append(' ').Append(key).Append('=');
                line.Append(text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_plain) ? text : $"\"{s_encoder.Encode(text)}\"");
            }
        }

        return line.ToString();
    }

    private string Json(LogLevel level, string name, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var octets = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(octets, new JsonWriterOptions { Encoder = s_encoder }))
        {
            json.WriteStartObject();
            json.WriteString("time", Now());
            json.WriteString("level", NameOf(level));
            json.WriteString("event", name);
            foreach (var (key, value) in fields)
            {
                Write(json, key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(octets.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string key, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case long or int or uint:
                json.WriteNumber(key, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return;
            case double number:
                json.WriteNumber(key, number);
                return;
            default:
                json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
                return;
        }
    }

    private string Now() => clock.GetUtcNow().ToString(Time, CultureInfo.InvariantCulture);

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Critical => "error",
        _ => level.ToString().ToLowerInvariant(),
    };
}
