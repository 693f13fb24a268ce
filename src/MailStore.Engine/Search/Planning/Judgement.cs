namespace MailStore.Engine.Search.Planning;

/// <summary>What is known of a part of a search: two sets that have nothing in common. Messages in neither are not found.</summary>
/// <param name="Yes">It holds.</param>
/// <param name="Open">The message itself has to be asked.</param>
internal readonly record struct Judgement(ulong[] Yes, ulong[] Open)
{
    public bool IsEmpty => MessageDomain.IsEmpty(Yes) && MessageDomain.IsEmpty(Open);

    public static Judgement Certain(ulong[] yes) => new(yes, new ulong[yes.Length]);

    public static Judgement Unknown(ulong[] within) => new(new ulong[within.Length], within);

    /// <summary>Both hold. This one stays within what the other one was asked of.</summary>
    public Judgement And(in Judgement other)
    {
        var (yes, open) = (new ulong[Yes.Length], new ulong[Yes.Length]);
        for (var word = 0; word < yes.Length; word++)
        {
            yes[word] = Yes[word] & other.Yes[word];
            open[word] = (Yes[word] | Open[word]) & (other.Yes[word] | other.Open[word]) & ~yes[word];
        }

        return new(yes, open);
    }

    public Judgement Or(in Judgement other)
    {
        var (yes, open) = (new ulong[Yes.Length], new ulong[Yes.Length]);
        for (var word = 0; word < yes.Length; word++)
        {
            yes[word] = Yes[word] | other.Yes[word];
            open[word] = (Open[word] | other.Open[word]) & ~yes[word];
        }

        return new(yes, open);
    }

    public Judgement Not(ReadOnlySpan<ulong> within)
    {
        var yes = new ulong[Yes.Length];
        for (var word = 0; word < yes.Length; word++)
        {
            yes[word] = within[word] & ~(Yes[word] | Open[word]);
        }

        return new(yes, Open);
    }

    /// <summary>Found or open.</summary>
    public ulong[] Possible()
    {
        var possible = new ulong[Yes.Length];
        for (var word = 0; word < possible.Length; word++)
        {
            possible[word] = Yes[word] | Open[word];
        }

        return possible;
    }
}
