using Microsoft.Extensions.Logging;

namespace MailStore.Server.Config;

/// <summary>What is told of what goes on.</summary>
/// <param name="Otlp">Null: nothing is sent anywhere.</param>
internal sealed record WatchSettings(LogLevel LogLevel, bool IsJson, Uri? Otlp)
{
    public static WatchSettings Of(SettingValues values) => new(
        values.Text(WatchRows.LogLevel) switch
        {
            "debug" => LogLevel.Debug,
            "info" => LogLevel.Information,
            "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            _ => LogLevel.None,
        },
        values.Text(WatchRows.LogFormat) == "json",
        values.Text(WatchRows.Otlp) is { } otlp ? new(otlp) : null);
}
