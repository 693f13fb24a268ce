namespace MailStore.Mime.Columns;

/// <summary>How rows that came one behind the other stand in the order of their UIDs; most of the time they do already.</summary>
internal readonly struct RowOrder
{
    private readonly int[]? _rows;

    private RowOrder(int[]? rows) => _rows = rows;

    /// <summary>They stand in that order.</summary>
    public bool IsAsIs => _rows is null;

    public static RowOrder By(uint[] uids)
    {
        for (var at = 1; at < uids.Length; at++)
        {
            if (uids[at] <= uids[at - 1])
            {
                var rows = Enumerable.Range(0, uids.Length).ToArray();
                Array.Sort((uint[])uids.Clone(), rows);
                return new(rows);
            }
        }

        return default;
    }

    public T[] Of<T>(T[] values)
    {
        if (_rows is null)
        {
            return values;
        }

        var ordered = new T[values.Length];
        for (var at = 0; at < ordered.Length; at++)
        {
            ordered[at] = values[_rows[at]];
        }

        return ordered;
    }
}
