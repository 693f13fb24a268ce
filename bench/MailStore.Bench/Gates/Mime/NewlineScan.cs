namespace MailStore.Bench.Gates.Mime;

/// <summary>The floor: every line end found, one after the other, and nothing said about any.</summary>
internal static class NewlineScan
{
    public static long Run(byte[][] messages)
    {
        long lines = 0;
        foreach (var message in messages)
        {
            ReadOnlySpan<byte> rest = message;
            for (var feed = rest.IndexOf((byte)'\n'); feed >= 0; feed = rest.IndexOf((byte)'\n'))
            {
                lines++;
                rest = rest[(feed + 1)..];
            }
        }

        return lines;
    }
}
