using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailStore.Mime.Columns;

/// <summary>Reads the pieces of a <see cref="ColumnSection"/>. Once something is not there, nothing is.</summary>
internal ref struct SectionReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> _rest = octets;

    public bool HasFailed { get; private set; }

    public void Fail(bool hasFailed) => HasFailed |= hasFailed;

    public uint Number() => Take(1, 4) is { IsEmpty: false } taken ? ColumnSection.NumberAt(taken) : 0;

    public T[] Array<T>(int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(count, Unsafe.SizeOf<T>())).ToArray();

    /// <param name="codes">How many.</param>
    /// <param name="count">They are lower than this.</param>
    /// <param name="minus">Taken from each.</param>
    public int[] Codes(int codes, int count, int minus)
    {
        var width = ColumnSection.WidthOf(count);
        var taken = Take(codes, width);
        var read = new int[taken.Length / width];
        var highest = 0;
        for (var at = 0; at < read.Length; at++)
        {
            var code = width switch
            {
                1 => taken[at],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(taken[(2 * at)..]),
                _ => BinaryPrimitives.ReadInt32LittleEndian(taken[(4 * at)..]),
            };
            highest = Math.Max(highest, code < 0 ? int.MaxValue : code);
            read[at] = code - minus;
        }

        Fail(read.Length > 0 && highest >= count);
        return read;
    }

    private ReadOnlySpan<byte> Take(int count, int size)
    {
        if (HasFailed || count < 0 || (long)count * size > _rest.Length)
        {
            HasFailed = true;
            return default;
        }

        var taken = _rest[..(count * size)];
        _rest = _rest[taken.Length..];
        return taken;
    }
}
