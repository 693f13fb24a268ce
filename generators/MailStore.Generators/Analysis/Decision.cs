namespace MailStore.Generators.Analysis;

/// <summary>A lookahead tree: which octets, at this distance, lead to which alternative or to a look one octet further.</summary>
internal sealed class Decision(List<(ByteSet Set, int Alternative, Decision? Further)> cells)
{
    public IReadOnlyList<(ByteSet Set, int Alternative, Decision? Further)> Cells { get; } = cells;

    public int Depth => 1 + Cells.Select(static cell => cell.Further?.Depth ?? 0).DefaultIfEmpty(0).Max();

    public Decision Renumber(IReadOnlyList<int> numbers) =>
        new([.. Cells.Select(cell => (cell.Set, cell.Further is null ? numbers[cell.Alternative] : -1, cell.Further?.Renumber(numbers)))]);

    public IEnumerable<int> Alternatives => Cells.SelectMany(static cell => cell.Further?.Alternatives ?? [cell.Alternative]).Distinct();
}
