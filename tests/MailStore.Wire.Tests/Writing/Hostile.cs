namespace MailStore.Wire.Tests.Writing;

/// <summary>Values that people try in order to end a line, a string or a literal early.</summary>
internal static class Hostile
{
    /// <summary>Every single byte, every string of up to four bytes with a meaning somewhere, and seeded noise.</summary>
    public static IEnumerable<byte[]> Values()
    {
        for (var value = 0; value < 256; value++)
        {
            yield return [(byte)value];
        }

        byte[] alphabet = [(byte)'\r', (byte)'\n', 0, (byte)'"', (byte)'\\', (byte)'{', (byte)'1', (byte)'}', (byte)'.', (byte)'[', 0xC3, 0xA9, (byte)'a'];
        for (var length = 0; length <= 4; length++)
        {
            for (var number = 0; number < (int)Math.Pow(alphabet.Length, length); number++)
            {
                var value = new byte[length];
                for (int i = 0, n = number; i < length; i++, n /= alphabet.Length)
                {
                    value[i] = alphabet[n % alphabet.Length];
                }

                yield return value;
            }
        }

        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var value = new byte[random.Next(3000)];
            random.NextBytes(value);
            yield return value;
        }
    }
}
