using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Engine.Accounts;

/// <summary>
/// What the name of an account is on disk besides itself: the slot that the account is born in, and the key that it is found
/// by. Of SHA-256, so nobody can choose names that collide. Frozen: other numbers would lose every account.
/// </summary>
internal readonly record struct NameHash(int Slot, ulong Owner, ulong Item)
{
    public static NameHash Of(AccountName name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name.Text), digest);
        return new(
            (int)(BinaryPrimitives.ReadUInt64LittleEndian(digest) % EngineId.SlotCount),
            BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]) & 0x00FF_FFFF_FFFF_FFFF,
            BinaryPrimitives.ReadUInt64LittleEndian(digest[16..]));
    }
}
