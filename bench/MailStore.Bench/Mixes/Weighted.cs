namespace MailStore.Bench.Mixes;

/// <summary>A way to make a piece of a line, and how often it is taken. Weights of one list need not add up to 100.</summary>
internal readonly record struct Weighted(int Weight, Func<Dice, string> Make);
