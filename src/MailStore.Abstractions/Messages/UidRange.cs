namespace MailStore.Abstractions.Messages;

/// <summary>UIDs from one to another, both included.</summary>
public readonly record struct UidRange(Uid First, Uid Last)
{
    public UidRange(uint first, uint last)
        : this(new Uid(first), new Uid(last))
    {
    }

    public long Count => (long)Last.Value - First.Value + 1;

    public bool Contains(Uid uid) => uid >= First && uid <= Last;

    public override string ToString() => First == Last ? First.ToString() : $"{First}:{Last}";
}
