using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

public sealed class FuzzMemoryTests
{
    private const int SessionsPerNote = 9000;

    [Fact]
    public void A_server_that_keeps_a_kilobyte_of_each_session_is_noticed() =>
        Assert.Contains("keeps something", Assert.Throws<TortureFault>(() => Judge(note => (100L << 20) + (note * SessionsPerNote * 1024L))).Message, StringComparison.Ordinal);

    [Fact]
    public void One_that_fills_its_caches_at_first_is_not() =>
        Judge(note => (100L << 20) + (Math.Min(note, 10) * (40L << 20)) + (note % 3 * (8L << 20)));

    [Fact]
    public void Too_few_notes_say_nothing()
    {
        var memory = new FuzzMemory();
        for (var note = 1; note < FuzzMemory.NotesMin; note++)
        {
            memory.Note((long)note << 30);
        }

        memory.Demand(sessions: 1);
    }

    // Of some fifty minutes.
    private static void Judge(Func<int, long> taken)
    {
        var memory = new FuzzMemory();
        for (var note = 0; note < 24; note++)
        {
            memory.Note(taken(note));
        }

        memory.Demand(24 * SessionsPerNote);
    }
}
