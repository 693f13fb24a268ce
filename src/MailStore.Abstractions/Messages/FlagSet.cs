using System.Collections.Immutable;

namespace MailStore.Abstractions.Messages;

/// <summary>Flags by name, as a client says them: system flags, and keywords each once.</summary>
public readonly struct FlagSet : IEquatable<FlagSet>
{
    private readonly ImmutableArray<Keyword> _keywords;

    public FlagSet(SystemFlags system)
        : this(system, [])
    {
    }

    public FlagSet(SystemFlags system, params ReadOnlySpan<Keyword> keywords)
    {
        System = system;
        if (keywords.IsEmpty)
        {
            return;
        }

        var distinct = ImmutableArray.CreateBuilder<Keyword>(keywords.Length);
        foreach (var keyword in keywords)
        {
            if (!distinct.Contains(keyword))
            {
                distinct.Add(keyword);
            }
        }

        distinct.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        _keywords = distinct.ToImmutable();
    }

    public static FlagSet None => default;

    public SystemFlags System { get; }

    /// <summary>Each once, in the order of their names.</summary>
    public ImmutableArray<Keyword> Keywords => _keywords.IsDefault ? [] : _keywords;

    public bool IsEmpty => System == SystemFlags.None && Keywords.IsEmpty;

    public static bool operator ==(FlagSet left, FlagSet right) => left.Equals(right);

    public static bool operator !=(FlagSet left, FlagSet right) => !left.Equals(right);

    /// <summary>These flags after STORE: those given instead, added, or taken away. Keywords that stay keep their spelling.</summary>
    public FlagSet Changed(FlagMode mode, FlagSet by) => mode switch
    {
        FlagMode.Replace => new(by.System, [.. Keywords.Where(by.Keywords.Contains), .. by.Keywords]),
        FlagMode.Add => new(System | by.System, [.. Keywords, .. by.Keywords]),
        FlagMode.Remove => new(System & ~by.System, [.. Keywords.Where(keyword => !by.Keywords.Contains(keyword))]),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public bool Equals(FlagSet other) => System == other.System && Keywords.AsSpan().SequenceEqual(other.Keywords.AsSpan());

    public override bool Equals(object? obj) => obj is FlagSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(System);
        foreach (var keyword in Keywords)
        {
            hash.Add(keyword);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"({string.Join(' ', [.. SystemNames(), .. Keywords.Select(keyword => keyword.Name)])})";

    private IEnumerable<string> SystemNames()
    {
        var system = System;
        return Enum.GetValues<SystemFlags>()
            .Where(flag => int.PopCount((int)flag) == 1 && (system & flag) != SystemFlags.None)
            .Select(flag => $@"\{flag}");
    }
}
