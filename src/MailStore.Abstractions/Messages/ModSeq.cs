namespace MailStore.Abstractions.Messages;

/// <summary>Counts the changes of a mailbox. RFC 7162 §3.1: at least 1, and below 2^63; 0 stands for "none" and is never given to a client.</summary>
public readonly record struct ModSeq(ulong Value) : IComparable<ModSeq>
{
    public static ModSeq First => new(1);

    public bool IsNone => Value == 0;

    public ModSeq Next => Value < long.MaxValue - 1 ? new(Value + 1) : throw new InvalidOperationException("The mod-sequence is exhausted.");

    public static bool operator <(ModSeq left, ModSeq right) => left.Value < right.Value;

    public static bool operator >(ModSeq left, ModSeq right) => left.Value > right.Value;

    public static bool operator <=(ModSeq left, ModSeq right) => left.Value <= right.Value;

    public static bool operator >=(ModSeq left, ModSeq right) => left.Value >= right.Value;

    public int CompareTo(ModSeq other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
