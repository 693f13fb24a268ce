using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

/// <summary>The one directory of a disk: as it is seen now, and as it is after a power cut.</summary>
internal sealed class SimNames(ulong seed)
{
    private readonly Dictionary<string, ulong> _births = new(StringComparer.Ordinal);
    private Dictionary<string, SimContents> _now = new(StringComparer.Ordinal);
    private Dictionary<string, SimContents> _safe = new(StringComparer.Ordinal);
    private ulong _cuts;

    public IReadOnlyDictionary<string, SimContents> Now => _now;

    public SimContents Find(string name) => _now[name];

    public SimContents FindOrMake(string name)
    {
        if (!_now.TryGetValue(name, out var contents))
        {
            contents = Make(name);
            Add(name, contents, durable: true);
        }

        return contents;
    }

    /// <summary>Contents for a name, with dice that know how often the name was taken before.</summary>
    public SimContents Make(string name)
    {
        var birth = _births.GetValueOrDefault(name);
        _births[name] = birth + 1;
        return new(Dice.For(seed, name, birth));
    }

    // A directory is made durable as a whole: an honest change brings earlier forgotten ones along.
    public void Add(string name, SimContents contents, bool durable)
    {
        _now.Add(name, contents);
        if (durable)
        {
            Keep();
        }
    }

    public void Remove(string name, bool durable)
    {
        _now.Remove(name);
        if (durable)
        {
            Keep();
        }
    }

    /// <summary>The power is gone. In a fixed order, since contents with two names settle once.</summary>
    public void Settle()
    {
        _now = new(_safe, StringComparer.Ordinal);
        _cuts++;
        foreach (var (name, contents) in _now.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            contents.Settle(Dice.For(seed, name, ~_cuts));
        }
    }

    public long UsedBytes() => _now.Values.Distinct().Sum(contents => contents.Length);

    private void Keep() => _safe = new(_now, StringComparer.Ordinal);
}
