using System.Buffers;
using System.Buffers.Binary;

namespace MailStore.Mime.Columns;

/// <summary>Writes the pieces of a <see cref="ColumnSection"/>.</summary>
internal sealed class SectionWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    public void Number(uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(4), number);
        _output.Advance(4);
    }

    public void Octets(ReadOnlySpan<byte> octets) => _output.Write(octets);

    /// <param name="count">They are lower than this, once <paramref name="plus"/> is added.</param>
    public void Codes(ReadOnlySpan<int> codes, int count, int plus)
    {
        var width = ColumnSection.WidthOf(count);
        var room = _output.GetSpan(codes.Length * width);
        for (var at = 0; at < codes.Length; at++)
        {
            var code = codes[at] + plus;
            switch (width)
            {
                case 1:
                    room[at] = (byte)code;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(room[(2 * at)..], (ushort)code);
                    break;
                default:
                    BinaryPrimitives.WriteInt32LittleEndian(room[(4 * at)..], code);
                    break;
            }
        }

        _output.Advance(codes.Length * width);
    }
}
