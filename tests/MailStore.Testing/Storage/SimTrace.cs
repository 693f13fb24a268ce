using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

/// <summary>
/// What a disk did, as one number, and the last of it as text. Within a file order counts, between files it does not: threads
/// on different files may overtake each other, and the number is still the same.
/// </summary>
internal sealed class SimTrace
{
    private const int StoryLines = 60;

    private readonly Queue<(SimOperation Operation, string Name, long Number, long Offset, long Length, SimFault Fault)> _story = new();

    public ulong Hash { get; private set; }

    public void Add(SimOperation operation, string name, long number, long offset, long length, SimFault fault, ulong content)
    {
        var hash = Fingerprint.Fold(Fingerprint.Of(name), (ulong)number);
        hash = Fingerprint.Fold(hash, ((ulong)operation << 8) | (ulong)fault);
        hash = Fingerprint.Fold(Fingerprint.Fold(Fingerprint.Fold(hash, (ulong)offset), (ulong)length), content);
        Hash += hash;
        _story.Enqueue((operation, name, number, offset, length, fault));
        if (_story.Count > StoryLines)
        {
            _story.Dequeue();
        }
    }

    public IEnumerable<string> Story() => _story.Select(line =>
        $"{line.Name} #{line.Number} {line.Operation} {line.Offset}+{line.Length}{(line.Fault == SimFault.None ? "" : $" {line.Fault}!")}");
}
