namespace MailStore.Generators.Analysis;

/// <summary>Cuts the octets into cells that no given set tells apart.</summary>
internal static class Partition
{
    public static List<ByteSet> Of(IEnumerable<ByteSet> sets)
    {
        var cells = new List<ByteSet> { ByteSet.All };
        foreach (var set in sets.Distinct())
        {
            for (var i = cells.Count - 1; i >= 0; i--)
            {
                var inside = cells[i] & set;
                if (!inside.IsEmpty && !inside.Equals(cells[i]))
                {
                    cells.Add(cells[i] & ~set);
                    cells[i] = inside;
                }
            }
        }

        return cells;
    }
}
