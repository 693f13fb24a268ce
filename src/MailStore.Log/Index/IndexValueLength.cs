using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>Tells FASTER how long a value is in its log.</summary>
internal sealed class IndexValueLength : IVariableLengthStruct<IndexValue>
{
    public int GetLength(ref IndexValue t) => IndexValue.HeaderBytes + t.Room;

    public int GetInitialLength() => IndexValue.HeaderBytes;

    public unsafe void Serialize(ref IndexValue source, void* destination) =>
        IndexValue.Make(ref source, ref System.Runtime.CompilerServices.Unsafe.AsRef<IndexValue>(destination));
}
