namespace MailStore.Generators.Analysis;

/// <summary>A lookahead tree: which octets, at this distance, lead to which alternative or to a look one octet further.</summary>
internal sealed class Decision(List<(ByteSet Set, int Alternative, Decision? Further)> cells)
{
    public IReadOnlyList<(ByteSet Set, int Alternative, Decision? Further)> Cells { get; } = cells;

    /// <summary>An error was reported of it, so it says nothing of alternatives that never win.</summary>
    public bool HasError { get; private init; }

    public Decision WithError(bool hasError) => hasError ? new(cells) { HasError = true } : this;

    public int Depth => 1 + Cells.Select(static cell => cell.Further?.Depth ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>The same without some of its cells.</summary>
    public Decision Without(IReadOnlyList<(ByteSet Set, int Alternative, Decision? Further)> some) => new([.. Cells.Where(cell => !some.Contains(cell))]);

    public Decision Renumber(IReadOnlyList<int> numbers) =>
        new([.. Cells.Select(cell => (cell.Set, cell.Further is null ? numbers[cell.Alternative] : -1, cell.Further?.Renumber(numbers)))]);

    /// <summary>What the looks that lead to an alternative have learnt of each octet ahead.</summary>
    public List<ByteSet> Known(int alternative)
    {
        var leading = Cells.Where(cell => cell.Further is null ? cell.Alternative == alternative : cell.Further.Alternatives.Contains(alternative)).ToList();
        if (leading.Count == 0)
        {
            return [];
        }

        var first = leading.Aggregate(ByteSet.Empty, static (all, cell) => all | cell.Set);
        var further = leading.ConvertAll(cell => cell.Further?.Known(alternative) ?? []);
        return [first, .. Enumerable.Range(0, further.Min(static known => known.Count)).Select(at => further.Aggregate(ByteSet.Empty, (all, known) => all | known[at]))];
    }

    public IEnumerable<int> Alternatives => Cells.SelectMany(static cell => cell.Further?.Alternatives ?? [cell.Alternative]).Distinct();
}
