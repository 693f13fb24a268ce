namespace MailStore.Abstractions.Messages;

/// <summary>Number of a message in its mailbox, given once and growing. RFC 9051 §2.3.1.1: never 0.</summary>
public readonly record struct Uid(uint Value) : IComparable<Uid>
{
    public static Uid First => new(1);

    public static Uid Last => new(uint.MaxValue);

    public bool IsNone => Value == 0;

    public static bool operator <(Uid left, Uid right) => left.Value < right.Value;

    public static bool operator >(Uid left, Uid right) => left.Value > right.Value;

    public static bool operator <=(Uid left, Uid right) => left.Value <= right.Value;

    public static bool operator >=(Uid left, Uid right) => left.Value >= right.Value;

    public int CompareTo(Uid other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
