namespace MailStore.Engine.Volumes;

/// <summary>Where a slot is served.</summary>
/// <param name="Volume">The volume's number; of this node if <see cref="IsHere"/>.</param>
/// <param name="Node">Another node, in words that a client can be sent to; null if it is this one.</param>
public readonly record struct SlotPlace(int Volume, string? Node)
{
    public bool IsHere => Node is null;
}
