using MailStore.Load.Driving;

namespace MailStore.Load.Loads;

/// <summary>How long a comparison is.</summary>
/// <param name="WarmUpSeconds">Of a round that does not count, at most: what is compiled while it runs, as ours is, takes some seconds to be itself.</param>
/// <param name="Seconds">Of a round at most.</param>
/// <param name="Part">Of the calls of the long form.</param>
/// <param name="Messages">In a mailbox that is read.</param>
/// <param name="LargeMessages">In the mailbox that is selected.</param>
/// <param name="Idlers">Sessions that idle.</param>
internal sealed record Scale(string Name, int Rounds, int WarmUps, double WarmUpSeconds, double Seconds, double Part, int Messages, int LargeMessages, int Idlers)
{
    /// <summary>Bounded by time, to see where one stands in minutes.</summary>
    public static Scale Short { get; } = new("short", Rounds: 3, WarmUps: 1, WarmUpSeconds: 4, Seconds: 2, Part: 1, Messages: 1000, LargeMessages: 20_000, Idlers: 200);

    /// <summary>Bounded by count, and by time where somebody is a hundred times slower than others: what a table is made of.</summary>
    public static Scale Long { get; } = new("long", Rounds: 5, WarmUps: 2, WarmUpSeconds: 8, Seconds: 20, Part: 1, Messages: 5000, LargeMessages: 1_000_000, Idlers: 1000);

    /// <summary>A few calls of each: does it run at all.</summary>
    public static Scale Tiny { get; } = new("tiny", Rounds: 1, WarmUps: 0, WarmUpSeconds: 0, Seconds: 0.2, Part: 0.01, Messages: 100, LargeMessages: 2000, Idlers: 10);

    public static Scale Of(string name) =>
        new[] { Short, Long, Tiny }.FirstOrDefault(scale => scale.Name == name) ?? throw new InvalidDataException($"A comparison is short, long or tiny, and not {name}.");

    /// <param name="calls">Of each worker in the long form.</param>
    public Bounds Bound(int workers, int calls) => new(workers, Math.Max(1, (int)(calls * Part)), Seconds);
}
