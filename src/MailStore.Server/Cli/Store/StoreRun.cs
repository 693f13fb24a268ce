using System.Text.Json;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Store;

/// <summary>What the store commands have in common.</summary>
/// <param name="IsJson">One JSON object goes to the output, and nothing else.</param>
internal sealed record StoreRun(Terminal Terminal, string Data, bool IsJson, CancellationToken Cancel)
{
    private static readonly JsonSerializerOptions s_jsonLine = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public T Long<T>(string title, Func<Action<long, long>, T> work) => LongWork.Run(Terminal, title, work);

    /// <summary>One of many results, each in a line.</summary>
    public void WriteLine(object json, string line) =>
        Terminal.Output.WriteLine(IsJson ? JsonSerializer.Serialize(json, s_jsonLine) : line);

    /// <summary>The result, in the form that was asked for.</summary>
    public void Write(object json, params IEnumerable<string> lines)
    {
        if (IsJson)
        {
            Terminal.Output.WriteLine(JsonSerializer.Serialize(json, s_json));
            return;
        }

        foreach (var line in lines)
        {
            Terminal.Output.WriteLine(line);
        }
    }
}
