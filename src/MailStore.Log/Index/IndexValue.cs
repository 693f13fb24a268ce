using System.Runtime.InteropServices;

namespace MailStore.Log.Index;

/// <summary>
/// A value as it lies in FASTER's log: room, length, octets. The room stays what it was when the record was made, so a record
/// keeps its size while its value shrinks and grows in place. On the way in a value is the same header with a pointer instead.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IndexValue
{
    public const int HeaderBytes = 8;

    private const int OutsideBit = unchecked((int)0x8000_0000);

    private int _room;
    private int _length;
    private nint _octets;

    /// <summary>A value to be copied from memory that must stay where it is meanwhile.</summary>
    public static IndexValue Outside(byte* octets, int length) => new() { _room = length | OutsideBit, _length = length, _octets = (nint)octets };

    public readonly int Room => _room & ~OutsideBit;

    public readonly int Length => _length;

    /// <summary>Octets of a value where it lies; never of a copy of this header.</summary>
    public static ReadOnlySpan<byte> Octets(ref IndexValue value)
    {
        fixed (IndexValue* header = &value)
        {
            return (value._room & OutsideBit) != 0 ? new((void*)value._octets, value._length) : new((byte*)header + HeaderBytes, value._length);
        }
    }

    /// <summary>Asks for more room than the value needs, as it grows and will go on growing.</summary>
    public void AskRoom(int octets) => _room = octets | OutsideBit;

    /// <summary>Copies a value into a new record, whose size was made from the source's room.</summary>
    public static void Make(ref IndexValue source, ref IndexValue record)
    {
        record._room = source.Room;
        Fill(ref source, ref record);
    }

    /// <summary>Copies a value into a record that has the room.</summary>
    public static void Fill(ref IndexValue source, ref IndexValue record)
    {
        record._length = source._length;
        fixed (IndexValue* header = &record)
        {
            Octets(ref source).CopyTo(new((byte*)header + HeaderBytes, source._length));
        }
    }
}
