using System.Text.Json;

namespace MailStore.Load.Measuring;

/// <summary>All rounds of a comparison, as they are kept.</summary>
/// <param name="Remarks">Who was left out where, and why.</param>
internal sealed record ResultFile(string Machine, string Scale, List<Contestant> Contestants, List<RoundResult> Rounds, List<string> Remarks)
{
    private static readonly JsonSerializerOptions s_form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true };

    public static ResultFile Read(string path) => JsonSerializer.Deserialize<ResultFile>(File.ReadAllText(path), s_form) ?? throw new InvalidDataException($"{path} holds no rounds.");

    /// <summary>What there is of other loads than these.</summary>
    public ResultFile Without(HashSet<string> loads) => this with
    {
        Rounds = Rounds.FindAll(round => !loads.Contains(round.Load)),
        Remarks = Remarks.FindAll(remark => !loads.Contains(remark.Split(':')[0])),
    };

    /// <summary>A round a line, so that two files can be looked at side by side.</summary>
    public void Write(string path)
    {
        var text = JsonSerializer.Serialize(this, s_form).Replace("{\"load\"", "\n{\"load\"", StringComparison.Ordinal);
        File.WriteAllText(path, text + "\n");
    }
}
