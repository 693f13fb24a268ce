namespace MailStore.Generators.Abnf;

internal enum DraftKind
{
    Choice,
    Sequence,
    Repeat,
    Reference,
    Literal,
    Range,
    Prose,
}
