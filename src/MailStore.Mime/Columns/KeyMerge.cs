using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MailStore.Mime.Columns;

/// <summary>Brings the keys of several columns into one order, each once, and tells which number each key of each column has there.</summary>
internal sealed class KeyMerge
{
    /// <summary>With so many times as many keys as the other one, a column is copied in runs.</summary>
    private const int TimesAsMany = 8;

    private readonly TextColumn[] _columns;
    private readonly int[][] _numbers;
    private readonly byte[] _pool;
    private readonly int[] _ends;
    private int _count;
    private int _used;

    public KeyMerge(TextColumn[] columns)
    {
        var (keys, octets) = (0, 0);
        _columns = columns;
        _numbers = new int[columns.Length][];
        for (var at = 0; at < columns.Length; at++)
        {
            _numbers[at] = GC.AllocateUninitializedArray<int>(columns[at].KeyCount);
            keys += columns[at].KeyCount;
            octets += columns[at].Pool.Length;
        }

        _pool = GC.AllocateUninitializedArray<byte>(octets);
        _ends = GC.AllocateUninitializedArray<int>(keys);
    }

    /// <summary>The octets of all keys.</summary>
    public ArraySegment<byte> Pool => new(_pool, 0, _used);

    /// <summary>Where each key ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, _count);

    /// <summary>By the number of the key in a column.</summary>
    public ReadOnlySpan<int> NumbersOf(int column) => _numbers[column];

    public void Run()
    {
        if (_columns is [var first, var second] && Math.Max(first.KeyCount, second.KeyCount) >= TimesAsMany * Math.Min(first.KeyCount, second.KeyCount))
        {
            InRuns(first.KeyCount > second.KeyCount ? 0 : 1);
        }
        else
        {
            OneByOne();
        }
    }

    /// <summary>A few keys among many, as when a message came: those between two of the few are one piece.</summary>
    private void InRuns(int many)
    {
        var (large, few) = (_columns[many], _columns[1 - many]);
        var from = 0;
        for (var at = 0; at < few.KeyCount; at++)
        {
            var key = few.Key(at);
            var place = large.PlaceOf(key, from);
            CopyRun(large, _numbers[many], from, place);
            from = place;
            _numbers[1 - many][at] = _count;
            if (place == large.KeyCount || !large.Key(place).SequenceEqual(key))
            {
                Append(key);
            }
        }

        CopyRun(large, _numbers[many], from, large.KeyCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyRun(TextColumn column, int[] numbers, int from, int to)
    {
        var start = from == 0 ? 0 : column.Ends[from - 1];
        var length = to == from ? 0 : column.Ends[to - 1] - start;
        column.Pool.Slice(start, length).CopyTo(_pool.AsSpan(_used));
        var shift = _used - start;
        for (var at = from; at < to; at++)
        {
            _ends[_count] = column.Ends[at] + shift;
            numbers[at] = _count++;
        }

        _used += length;
    }

    private void Append(ReadOnlySpan<byte> key)
    {
        key.CopyTo(_pool.AsSpan(_used));
        _used += key.Length;
        _ends[_count++] = _used;
    }

    /// <summary>
    /// The least of those that are next. It runs once and long: compiled as most code is, carelessly first and again while it runs, it would
    /// be over before that is worth anything.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneByOne()
    {
        var columns = new KeyCursor[_columns.Length];
        var left = 0;
        for (var at = 0; at < _columns.Length; at++)
        {
            columns[left] = new(_columns[at], _numbers[at]);
            left += columns[left].IsAtEnd ? 0 : 1;
        }

        while (left > 0)
        {
            var least = 0;
            for (var at = 1; at < left; at++)
            {
                if (columns[at].Front < columns[least].Front || (columns[at].Front == columns[least].Front && columns[at].IsLess(columns[least])))
                {
                    least = at;
                }
            }

            var key = columns[least].Key;
            var front = columns[least].Front;
            for (var at = left - 1; at > least; at--)
            {
                if (columns[at].Front == front && columns[at].Key.SequenceEqual(key) && !columns[at].MoveOn(_count))
                {
                    columns[at] = columns[--left];
                }
            }

            if (!columns[least].MoveOn(_count))
            {
                columns[least] = columns[--left];
            }

            Append(key);
        }
    }

    /// <summary>The next key of a column.</summary>
    private struct KeyCursor
    {
        private readonly TextColumn _column;
        private readonly int[] _numbers;
        private int _place;

        public KeyCursor(TextColumn column, int[] numbers)
        {
            (_column, _numbers) = (column, numbers);
            Front = IsAtEnd ? 0 : FrontOf(Key);
        }

        /// <summary>Its first octets, as a number that compares as they do: it tells most keys apart.</summary>
        public ulong Front { get; private set; }

        public readonly bool IsAtEnd => _place == _numbers.Length;

        public readonly ReadOnlySpan<byte> Key => _column.Key(_place);

        public readonly bool IsLess(in KeyCursor other) => Key.SequenceCompareTo(other.Key) < 0;

        /// <param name="number">Of the key in hand.</param>
        /// <returns>False behind the last one.</returns>
        public bool MoveOn(int number)
        {
            _numbers[_place++] = number;
            if (IsAtEnd)
            {
                return false;
            }

            Front = FrontOf(Key);
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static ulong FrontOf(ReadOnlySpan<byte> key)
        {
            if (key.Length >= sizeof(ulong))
            {
                return BinaryPrimitives.ReadUInt64BigEndian(key);
            }

            var front = 0UL;
            foreach (var octet in key)
            {
                front = (front << 8) | octet;
            }

            return key.IsEmpty ? 0 : front << (8 * (sizeof(ulong) - key.Length));
        }
    }
}
