namespace MailStore.Server.Config;

/// <summary>What is told of what goes on.</summary>
internal static class WatchRows
{
    private const string Section = "Logs and traces";

    /// <summary>From the most said to the least.</summary>
    public static IReadOnlyList<string> Levels { get; } = ["debug", "info", "warning", "error", "none"];

    public static IReadOnlyList<string> Formats { get; } = ["text", "json"];

    public static Setting LogLevel { get; } = new("log-level", Section, ValueForm.OneOf([.. Levels]), "What is logged, on the error output: info has a line for each session and delivery.") { Default = ["info"], IsReloadable = true };

    public static Setting LogFormat { get; } = new("log-format", Section, ValueForm.OneOf([.. Formats]), "Lines for people, or an object a line.") { Default = [Formats[0]], IsReloadable = true };

    public static Setting Otlp { get; } = new("otlp", Section, ValueForm.Web, "Where metrics and traces are sent by OTLP over gRPC. Without it they are not sent, and metrics are at /metrics all the same.") { IsSecret = true };

    public static IReadOnlyList<Setting> All { get; } = [LogLevel, LogFormat, Otlp];
}
