using System.Text.Json;

namespace MailStore.Server.Admin;

/// <summary>How the two ends of the admin socket talk: an object a line, as JSON in UTF-8. The last one is <c>{"end":"done"}</c>, or says in <c>fault</c> what is wrong.</summary>
internal static class AdminLine
{
    public const string Verb = "verb";
    public const string End = "end";
    public const string Fault = "fault";
    public const string Done = "done";

    /// <summary>A question is a verb and its arguments.</summary>
    public const int OctetsMax = 1024 * 1024;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static byte[] Of(object value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, s_json), (byte)'\n'];

    public static bool TryParse(ReadOnlyMemory<byte> line, out JsonElement value)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            value = document.RootElement.Clone();
            return value.ValueKind == JsonValueKind.Object && IsReadable(value);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            value = default;
            return false;
        }
    }

    // RFC 8259 §8.2: half a pair of surrogates is allowed in JSON, and is no text. To ask for it throws.
    private static bool IsReadable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(property => property.Name.Length >= 0 && IsReadable(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };
}
