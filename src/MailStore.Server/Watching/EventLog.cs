using Microsoft.Extensions.Logging;

namespace MailStore.Server.Watching;

/// <summary>What the server writes down of its own accord: a name and fields, never a sentence that a client could finish.</summary>
internal sealed class EventLog(ILogger logger)
{
    public bool IsEnabled(LogLevel level) => logger.IsEnabled(level);

    /// <param name="name">What happened.</param>
    /// <param name="fields">What is null is left out.</param>
    public void Write(LogLevel level, string name, params ReadOnlySpan<KeyValuePair<string, object?>> fields)
    {
        if (logger.IsEnabled(level))
        {
            logger.Log(level, default, new LogFields(name, fields.ToArray()), null, static (state, _) => state.Name);
        }
    }

    /// <summary>A sentence of ours for whoever operates the server.</summary>
    public void Report(string sentence) => Write(LogLevel.Warning, "report", new KeyValuePair<string, object?>("message", sentence));
}
