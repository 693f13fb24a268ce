namespace MailStore.Generators.Diagnostics;

/// <summary>A stretch of a file's text, in UTF-16 units as Roslyn counts.</summary>
internal readonly record struct TextPlace(int Start, int Length)
{
    public int End => Start + Length;
}
