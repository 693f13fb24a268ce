using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary>
/// What a server takes each time that its accounts have been emptied and it has collected. It may grow at first, by what it remembers up to a bound and by
/// code that is compiled; but what it keeps of a session it keeps of each, and so it would grow for ever.
/// </summary>
internal sealed class FuzzMemory
{
    /// <summary>Fewer tell nothing.</summary>
    public const int NotesMin = 8;

    /// <summary>Memory outside of the collector's, and caches that fill up slowly.</summary>
    public const long SwayBytes = 24L * 1024 * 1024;

    private readonly List<long> _notes = [];

    public void Note(long bytes) => _notes.Add(bytes);

    /// <summary>The most that there was in the second half is what there was in the first.</summary>
    public void Demand(int sessions)
    {
        if (_notes.Count < NotesMin)
        {
            return;
        }

        var half = _notes.Count / 2;
        var (first, second) = (_notes.Take(half).Max(), _notes.Skip(half).Max());
        Fault.Unless(second <= first + SwayBytes, $"the server keeps something of its sessions: with empty accounts it took at most {first >> 20} MiB in the first half and {second >> 20} MiB in the second of {sessions} sessions; each time, in MiB: {string.Join(' ', _notes.Select(bytes => bytes >> 20))}");
    }
}
