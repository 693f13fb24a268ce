namespace MailStore.Engine.Search.Terms;

/// <summary>The terms of a table in the order of their octets.</summary>
internal readonly struct SortedTerms(TermTable terms, int[] order, int[] starts, int[] messages)
{
    public int Count => order.Length;

    public ReadOnlySpan<byte> Term(int place) => terms.TermOf(order[place]);

    /// <summary>The numbers of the messages that have it, ascending.</summary>
    public ReadOnlySpan<int> Messages(int place) => messages.AsSpan(starts[order[place]], starts[order[place] + 1] - starts[order[place]]);
}
