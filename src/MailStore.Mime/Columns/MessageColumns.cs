namespace MailStore.Mime.Columns;

/// <summary>
/// What SORT and THREAD go by of many messages, a row each in the order of their UIDs; some columns may not be there. Columns of several
/// parts are put together when they are asked for, and kept. Any thread.
/// </summary>
public sealed class MessageColumns
{
    /// <summary>How many <see cref="TextRole"/>s there are.</summary>
    internal const int TextRoles = 6;

    private readonly IReadOnlyList<MessageColumns> _parts;
    private readonly RowOrder _order;
    private readonly TextColumn?[] _texts;
    private readonly uint[] _uids;
    private readonly long[] _sent;
    private readonly bool[] _replies;
    private IdColumn? _ids;

    internal MessageColumns(uint[] uids, long[] sent, bool[] replies, TextColumn?[] texts, IdColumn? ids)
    {
        _parts = [];
        (_uids, _sent, _replies, _texts, _ids) = (uids, sent, replies, texts, ids);
    }

    private MessageColumns(IReadOnlyList<MessageColumns> parts)
    {
        _parts = parts;
        _texts = new TextColumn?[TextRoles];
        var rows = parts.Sum(part => part._uids.Length);
        var (uids, sent, replies) = (GC.AllocateUninitializedArray<uint>(rows), GC.AllocateUninitializedArray<long>(rows), GC.AllocateUninitializedArray<bool>(rows));
        var used = 0;
        foreach (var part in parts)
        {
            part._uids.CopyTo(uids, used);
            part._sent.CopyTo(sent, used);
            part._replies.CopyTo(replies, used);
            used += part._uids.Length;
        }

        _order = RowOrder.By(uids);
        (_uids, _sent, _replies) = (_order.Of(uids), _order.Of(sent), _order.Of(replies));
    }

    public static MessageColumns Empty { get; } = new([], [], [], [.. Enumerable.Repeat(new TextColumn([], [], []), TextRoles)], new IdColumn([], [], [0], []));

    public ReadOnlySpan<uint> Uids => _uids;

    /// <summary>By row: RFC 5256 §2.2, ticks in UTC.</summary>
    public ReadOnlySpan<long> Sent => _sent;

    /// <summary>By row: RFC 5256 §2.1, the subject says that it is a reply or a forwarded message.</summary>
    public ReadOnlySpan<bool> Replies => _replies;

    /// <summary>Only where <see cref="Has"/> says so.</summary>
    public IdColumn Ids => _ids ??= _parts.Count > 0 ? IdColumn.Merge([.. _parts.Select(part => part.Ids)], _order) : throw NotThere(ColumnSet.Ids);

    /// <summary>Octets that it holds in memory, or will once all of it is put together, which it is not for this.</summary>
    public long Weight
    {
        get
        {
            var weight = (13L * _uids.Length) + IdsWeight;
            for (var role = 0; role < TextRoles; role++)
            {
                weight += TextWeight(role);
            }

            foreach (var part in _parts)
            {
                weight += part.Weight;
            }

            return weight;
        }
    }

    private long IdsWeight => _ids?.Weight ?? _parts.Sum(part => part.IdsWeight);

    /// <summary>The set of one column.</summary>
    public static ColumnSet SetOf(TextRole role) => (ColumnSet)((uint)ColumnSet.Subject << (int)role);

    /// <summary>Rows of parts that have no message in common.</summary>
    public static MessageColumns Of(params IReadOnlyList<MessageColumns> parts) => parts.Count switch
    {
        0 => Empty,
        1 => parts[0],
        _ => new(parts),
    };

    /// <summary>All of these columns are there.</summary>
    public bool Has(ColumnSet columns)
    {
        if (_parts.Count > 0)
        {
            return _parts.All(part => part.Has(columns));
        }

        var there = _ids is null ? ColumnSet.Rows : ColumnSet.Rows | ColumnSet.Ids;
        for (var role = 0; role < TextRoles; role++)
        {
            there |= _texts[role] is null ? ColumnSet.None : SetOf((TextRole)role);
        }

        return (columns & ~there) == ColumnSet.None;
    }

    /// <summary>Which columns are there.</summary>
    public ColumnSet Columns()
    {
        var there = ColumnSet.None;
        for (var column = ColumnSet.Rows; column < ColumnSet.All; column = (ColumnSet)((uint)column << 1))
        {
            there |= Has(column) ? column : ColumnSet.None;
        }

        return there;
    }

    /// <summary>Only where <see cref="Has"/> says so.</summary>
    public TextColumn Text(TextRole role) => _texts[(int)role]
        ??= _parts.Count > 0 ? TextColumn.Merge([.. _parts.Select(part => part.Text(role))], _order) : throw NotThere(SetOf(role));

    /// <summary>There is a row of it.</summary>
    public bool IsOf(uint uid) => _uids.AsSpan().BinarySearch(uid) >= 0;

    /// <summary>The same, all put together, so that the parts can be let go.</summary>
    public MessageColumns Joined() => _parts.Count == 0
        ? this
        : new(
            _uids,
            _sent,
            _replies,
            [.. Enumerable.Range(0, TextRoles).Select(role => Has(SetOf((TextRole)role)) ? Text((TextRole)role) : null)],
            Has(ColumnSet.Ids) ? Ids : null);

    /// <summary>The rows of some messages, of which all columns are there.</summary>
    public MessageColumns Keep(Func<uint, bool> isKept)
    {
        var rows = new List<int>(_uids.Length);
        for (var row = 0; row < _uids.Length; row++)
        {
            if (isKept(_uids[row]))
            {
                rows.Add(row);
            }
        }

        if (rows.Count == _uids.Length)
        {
            return Joined();
        }

        int[] kept = [.. rows];
        return new(
            [.. rows.Select(row => _uids[row])],
            [.. rows.Select(row => _sent[row])],
            [.. rows.Select(row => _replies[row])],
            [.. Enumerable.Range(0, TextRoles).Select(role => Text((TextRole)role).Keep(kept))],
            Ids.Keep(kept));
    }

    private long TextWeight(int role) => _texts[role]?.Weight ?? _parts.Sum(part => part.TextWeight(role));

    private static InvalidOperationException NotThere(ColumnSet column) => new($"The column {column} was not read.");
}
