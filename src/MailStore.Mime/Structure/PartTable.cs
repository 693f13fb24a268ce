namespace MailStore.Mime.Structure;

/// <summary>The parts of a message in the order of the message, in memory that is kept from message to message.</summary>
public sealed class PartTable
{
    /// <summary>More than that is let go when a table is cleared: a bomb should not stay.</summary>
    private const int KeptMax = 256;

    private const int FirstParts = 16;

    private Part[] _parts = [];

    public int Count { get; private set; }

    public ReadOnlySpan<Part> Parts => _parts.AsSpan(0, Count);

    public ref Part this[int index] => ref _parts[index];

    public void Clear()
    {
        Count = 0;
        if (_parts.Length > KeptMax)
        {
            _parts = [];
        }
    }

    public ref Part Add(int parent)
    {
        if (Count == _parts.Length)
        {
            Array.Resize(ref _parts, Math.Max(FirstParts, 2 * Count));
        }

        ref var part = ref _parts[Count];
        part = default;
        part.Parent = parent;
        part.End = ++Count;
        return ref part;
    }
}
