using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Differential;

/// <summary>A generated parser, and the rule whose sentences it has to accept.</summary>
/// <param name="Tail">What the parser's frame has behind the rule: the CRLF of a dialogue's line.</param>
/// <param name="IsFolded">A frame may hold line ends.</param>
internal sealed record Contender(string Name, Grammar Grammar, string Start, IFrameParser Parser, string Tail = "", bool IsFolded = false)
{
    public GrammarFacts Facts { get; } = new(Grammar);

    public override string ToString() => Name;
}
