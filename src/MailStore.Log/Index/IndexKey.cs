namespace MailStore.Log.Index;

/// <summary>
/// Key of one metadata record. The space says whose record it is (its top octet is the kind, the rest an owner such as a
/// mailbox), the item which one of them.
/// </summary>
public readonly record struct IndexKey(ulong Space, ulong Item) : IComparable<IndexKey>
{
    public IndexKey(byte kind, ulong owner, ulong item)
        : this(((ulong)kind << 56) | (owner & 0x00FF_FFFF_FFFF_FFFF), item)
    {
    }

    public byte Kind => (byte)(Space >> 56);

    public ulong Owner => Space & 0x00FF_FFFF_FFFF_FFFF;

    public static bool operator <(IndexKey left, IndexKey right) => left.CompareTo(right) < 0;

    public static bool operator >(IndexKey left, IndexKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(IndexKey left, IndexKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IndexKey left, IndexKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(IndexKey other) => Space == other.Space ? Item.CompareTo(other.Item) : Space.CompareTo(other.Space);
}
