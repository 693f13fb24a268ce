namespace MailStore.Generators.Diagnostics;

/// <summary>
/// What <see cref="GrammarDiagnostic.Ordinal"/> may say besides an element's ordinal. Steps that see no positions can so point at
/// an annotation or at one of several definitions of a rule.
/// </summary>
internal static class DiagnosticPlace
{
    /// <summary>The definition of <see cref="GrammarDiagnostic.Rule"/>, or the start of the file where the rule is empty.</summary>
    public const int Rule = -1;

    /// <summary>The annotation at this index of <see cref="Model.FileModel.Annotations"/>.</summary>
    public static int OfAnnotation(int index) => -2 - (2 * index);

    /// <summary>The rule's name at this index of <see cref="Model.FileModel.Rules"/>.</summary>
    public static int OfDefinition(int index) => -3 - (2 * index);

    public static bool IsAnnotation(int ordinal, out int index)
    {
        index = (-2 - ordinal) / 2;
        return ordinal <= -2 && ordinal % 2 == 0;
    }

    public static bool IsDefinition(int ordinal, out int index)
    {
        index = (-3 - ordinal) / 2;
        return ordinal <= -3 && ordinal % 2 != 0;
    }
}
