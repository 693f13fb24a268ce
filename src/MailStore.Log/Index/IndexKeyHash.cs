using System.Numerics;
using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>Keys differ in few bits (a mailbox's chunks are numbered one by one), so all of them must reach all of the hash.</summary>
internal sealed class IndexKeyHash : IFasterEqualityComparer<IndexKey>
{
    public long GetHashCode64(ref IndexKey k)
    {
        // Two rounds of multiply and fold: the finaliser of MurmurHash3 over both halves.
        var hash = (k.Space * 0x9E37_79B9_7F4A_7C15) ^ BitOperations.RotateLeft(k.Item * 0xC2B2_AE3D_27D4_EB4F, 31);
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return (long)(hash ^ (hash >> 33));
    }

    public bool Equals(ref IndexKey k1, ref IndexKey k2) => k1 == k2;
}
