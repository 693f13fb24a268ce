using System.Text.Json;

namespace MailStore.Server.Admin;

/// <summary>One question that came through the admin socket.</summary>
/// <param name="Arguments">The whole object that was sent, its verb included.</param>
/// <param name="WriteAsync">Answers with one more line.</param>
/// <param name="Cancel">Whoever asked is gone, or the server stops.</param>
internal sealed record AdminCall(JsonElement Arguments, Func<object, ValueTask> WriteAsync, CancellationToken Cancel)
{
    /// <summary>Empty if it was not sent.</summary>
    public string Text(string name) => Arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
