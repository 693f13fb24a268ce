using System.Buffers.Binary;

namespace MailStore.Testing.Chance;

/// <summary>A seeded source of choices (SplitMix64): the same seed gives the same choices on every machine and runtime.</summary>
public sealed class Dice
{
    private const int Million = 1_000_000;

    private ulong _state;

    public Dice(ulong seed)
    {
        _state = seed;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    /// <summary>From 0 up to, and without, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Both ends are possible.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public bool PerMillion(int chance) => Below(Million) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Fill(Span<byte> octets)
    {
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(octets, Next());
        }

        if (!octets.IsEmpty)
        {
            Span<byte> rest = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(rest, Next());
            rest[..octets.Length].CopyTo(octets);
        }
    }

    /// <summary>Dice of their own for a part, so that what one part rolls changes nothing for another.</summary>
    public static Dice For(ulong seed, string part, ulong number) => new(Mix(Mix(seed ^ Fingerprint.Of(part)) + number));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
