using System.Text;

namespace MailStore.Bench.Mixes;

/// <summary>
/// Lines, each with its CRLF, packed one behind the other as a receive buffer holds them. Walking the set walks memory
/// forwards, so what is measured is parsing and not cache misses.
/// </summary>
internal sealed class LineSet
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private LineSet(string name, byte[] bytes, int[] starts)
    {
        Name = name;
        _bytes = bytes;
        _starts = starts;
    }

    public string Name { get; }

    public int Count => _starts.Length - 1;

    public double BytesPerLine => (double)_bytes.Length / Count;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Different lines until there are as many as asked for.</summary>
    public static LineSet Distinct(string name, ulong seed, int count, Func<Dice, string> make)
    {
        var dice = new Dice(seed);
        var seen = new HashSet<string>(count, StringComparer.Ordinal);
        var lines = new List<byte[]>(count);
        for (var tries = 0; lines.Count < count; tries++)
        {
            if (tries == 64 * count)
            {
                throw new InvalidOperationException($"The maker of '{name}' has only {lines.Count} different lines.");
            }

            var line = make(dice);
            if (seen.Add(line))
            {
                lines.Add(Encoding.UTF8.GetBytes(line + "\r\n"));
            }
        }

        return Of(name, lines);
    }

    public static LineSet Of(string name, IReadOnlyList<byte[]> lines)
    {
        var starts = new int[lines.Count + 1];
        for (var i = 0; i < lines.Count; i++)
        {
            starts[i + 1] = starts[i] + lines[i].Length;
        }

        var bytes = new byte[starts[^1]];
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i].CopyTo(bytes, starts[i]);
        }

        return new(name, bytes, starts);
    }

    /// <summary>The same line over and over, for the figures that flatter.</summary>
    public static LineSet Repeated(string line, int count)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\r\n");
        return Of(line.Length > 36 ? string.Concat(line.AsSpan(0, 33), "...") : line, [.. Enumerable.Repeat(bytes, count)]);
    }
}
