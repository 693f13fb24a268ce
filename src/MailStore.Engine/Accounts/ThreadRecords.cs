using System.Buffers.Binary;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>Which conversation a key belongs to, record 'T' of the index: the thread's id, u64.</summary>
internal static class ThreadRecords
{
    public static bool TryFind(AccountId account, ulong key, IIndexReader index, IndexBuffer buffer, out ThreadId thread)
    {
        var isThere = index.TryRead(RecordKeys.Thread(account, key), buffer);
        thread = isThere ? new(BinaryPrimitives.ReadUInt64LittleEndian(buffer.Span)) : default;
        return isThere;
    }

    public static void Put(AccountId account, ReadOnlySpan<ulong> keys, ThreadId thread, IIndexWriter index)
    {
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(value, thread.Value);
        foreach (var key in keys)
        {
            index.Put(RecordKeys.Thread(account, key), value);
        }
    }
}
