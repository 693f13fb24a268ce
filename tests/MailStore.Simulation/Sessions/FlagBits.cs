using System.Numerics;

namespace MailStore.Simulation.Sessions;

/// <summary>Flags as bits: the system's, and one keyword for each session that nobody else touches.</summary>
internal static class FlagBits
{
    public const uint Seen = 1;
    public const uint Deleted = 8;
    public const uint Recent = 1u << 31;
    public const int SystemFlags = 5;

    private static readonly string[] s_names =
        ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "Key0", "Key1", "Key2", "Key3", "Key4", "Key5", "Key6", "Key7"];

    public static uint OwnOf(int session) => 1u << (SystemFlags + session);

    public static string NameOf(uint flag) => s_names[BitOperations.TrailingZeroCount(flag)];

    public static string Write(uint flags) =>
        string.Join(' ', s_names.Where((_, bit) => (flags & 1u << bit) != 0).Concat((flags & Recent) != 0 ? ["\\Recent"] : []));

    public static uint Read(string text)
    {
        var flags = 0u;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var bit = Array.FindIndex(s_names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
            flags |= word == "\\Recent" ? Recent : bit >= 0 ? 1u << bit : throw new SessionFault($"nobody ever set {word}");
        }

        return flags;
    }
}
