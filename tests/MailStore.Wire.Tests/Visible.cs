using System.Text;

namespace MailStore.Wire.Tests;

/// <summary>Bytes as a line that a person can read in a failed test.</summary>
internal static class Visible
{
    public static string Of(ReadOnlySpan<byte> bytes) =>
        Encoding.Latin1.GetString(bytes).Replace("\r", "\\r").Replace("\n", "\\n").Replace("\0", "\\0");
}
