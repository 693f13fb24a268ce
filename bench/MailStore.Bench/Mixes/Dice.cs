namespace MailStore.Bench.Mixes;

/// <summary>A seeded source of choices (SplitMix64). Our own, so that a mix stays the same line for line whatever the runtime does to Random.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, and without, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Both ends are possible.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>Small numbers as often as large ones: each length in digits is equally likely.</summary>
    public long NumberOfDigits(int minDigits, int maxDigits)
    {
        var digits = Between(minDigits, maxDigits);
        var low = 1L;
        for (var i = 1; i < digits; i++)
        {
            low *= 10;
        }

        return low + (long)(Next() % (ulong)(low * 9));
    }

    public bool Percent(int chance) => Below(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Between <paramref name="min"/> and <paramref name="max"/> different items, in the order of the list.</summary>
    public List<string> Some(IReadOnlyList<string> items, int min, int max)
    {
        var wanted = Math.Min(items.Count, Between(min, max));
        var chosen = new List<string>(wanted);
        for (var i = 0; i < items.Count && chosen.Count < wanted; i++)
        {
            if (Below(items.Count - i) < wanted - chosen.Count)
            {
                chosen.Add(items[i]);
            }
        }

        return chosen;
    }

    /// <summary>One maker by weight.</summary>
    public string Roll(IReadOnlyList<Weighted> makers)
    {
        var total = 0;
        foreach (var maker in makers)
        {
            total += maker.Weight;
        }

        var at = Below(total);
        foreach (var maker in makers)
        {
            at -= maker.Weight;
            if (at < 0)
            {
                return maker.Make(this);
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    /// <summary>A keyword as clients write it: upper case mostly, lower case sometimes, anything now and then.</summary>
    public string Spell(string keyword)
    {
        var roll = Below(100);
        if (roll < 86)
        {
            return keyword;
        }

        if (roll < 97)
        {
            return keyword.ToLowerInvariant();
        }

        return string.Create(keyword.Length, (keyword, this), static (target, from) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var c = from.keyword[i];
                target[i] = from.Item2.Percent(50) ? char.ToLowerInvariant(c) : c;
            }
        });
    }

    public string Letters(string alphabet, int min, int max)
    {
        var text = new char[Between(min, max)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = alphabet[Below(alphabet.Length)];
        }

        return new(text);
    }
}
