namespace MailStore.Bench.Mixes;

/// <summary>Bad input made of good: what a gate for "allocates on no input" has to be shown.</summary>
internal static class Damage
{
    /// <summary>Each line with 1 to 3 bytes replaced, inserted or removed. The CRLF stays, and no other LF appears: a framer would have cut there.</summary>
    public static LineSet Mutate(LineSet lines, ulong seed)
    {
        var dice = new Dice(seed);
        var damaged = new List<byte[]>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = new List<byte>(lines[i].ToArray());
            for (var edits = dice.Between(1, 3); edits > 0; edits--)
            {
                Edit(line, dice);
            }

            damaged.Add([.. line]);
        }

        return LineSet.Of(lines.Name + ", damaged", damaged);
    }

    /// <summary>Bytes of any value but LF, then CRLF.</summary>
    public static LineSet Noise(ulong seed, int count)
    {
        var dice = new Dice(seed);
        var lines = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            var line = new byte[dice.Between(0, 120) + 2];
            for (var at = 0; at < line.Length; at++)
            {
                line[at] = AnyByte(dice);
            }

            line[^2] = (byte)'\r';
            line[^1] = (byte)'\n';
            lines.Add(line);
        }

        return LineSet.Of("noise", lines);
    }

    private static void Edit(List<byte> line, Dice dice)
    {
        var body = line.Count - 2;
        var at = dice.Below(body + 1);
        switch (dice.Below(3))
        {
            case 0 when at < body:
                line[at] = AnyByte(dice);
                break;
            case 1 when at < body:
                line.RemoveAt(at);
                break;
            default:
                line.Insert(at, AnyByte(dice));
                break;
        }
    }

    // Half of the damage is printable: it gets further into a grammar than a control byte does.
    private static byte AnyByte(Dice dice)
    {
        var value = dice.Percent(50) ? (byte)dice.Between(0x20, 0x7E) : (byte)dice.Below(256);
        return value == (byte)'\n' ? (byte)' ' : value;
    }
}
