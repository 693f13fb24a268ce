namespace MailStore.Generators.Analysis;

/// <summary>One way on at a decision.</summary>
/// <param name="State">Where it begins in the network.</param>
/// <param name="Keyword">The text it starts with, if that is fixed; it then wins over ways without.</param>
/// <param name="Rank">Lower wins where two ways cannot be told apart: by <c>;@ prefer</c>, greed, or inclusion.</param>
/// <param name="Node">What it parses; null for leaving a repetition.</param>
internal sealed record Option(int State, Node.Text? Keyword, int Rank, Node? Node);
