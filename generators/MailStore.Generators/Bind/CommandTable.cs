using MailStore.Generators.Model;

namespace MailStore.Generators.Bind;

/// <summary>The commands of one grammar: all of it that dispatch depends on, so that other edits do not reach it.</summary>
internal sealed record CommandTable(string Grammar, string Namespace, EquatableArray<CommandRow> Rows)
{
    public static CommandTable Of(Grammar grammar)
    {
        var spellings = grammar.Rules.ToDictionary(rule => rule.Name, rule => rule.Spelling, StringComparer.Ordinal);
        var rows = grammar.Annotations
            .Where(kept => kept.Annotation.Verb == "command")
            .Select(kept => new CommandRow(
                kept.Annotation.Words[0], spellings[kept.Annotation.Words[0]], kept.Rfc, kept.File, kept.Annotation.Index))
            .OrderBy(row => row.Rule, StringComparer.Ordinal);
        return new CommandTable(grammar.Name, grammar.Namespace, new([.. rows]));
    }
}
