using MailStore.Generators.Abnf;

namespace MailStore.Generators.Pipeline;

internal sealed record ComposedGrammar(GrammarFiles Source, ComposeResult Result)
{
    public static ComposedGrammar Of(GrammarFiles source) => new(source, Composer.Compose(source.Name, source.Files));
}
