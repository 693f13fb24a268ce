using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>A definition and where it stands: the rule at <paramref name="Index"/> of its file.</summary>
internal sealed record RuleDefinition(FileModel File, int Index, RuleModel Rule)
{
    public bool IsFaulty => Rule.Body is ProseElement { Text: AbnfReader.FaultyBody };
}
