namespace MailStore.Bench.Measuring;

/// <summary>What one contender took for one line of a set.</summary>
/// <param name="MinNs">The quietest batch: noise of a shared machine only ever adds.</param>
/// <param name="Bytes">Allocated a line.</param>
/// <param name="Hash">Of the facts of one pass.</param>
internal readonly record struct Figures(string Contender, double MinNs, double MedianNs, double MaxNs, double Bytes, int Accepted, ulong Hash);
