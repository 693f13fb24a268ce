using MailStore.Tidy.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>RFCs are cited in one form, "RFC 9051 §6.4.8", so that one search finds every line that obeys a section.</summary>
internal static class CitationRule
{
    private static readonly string[] LongForms = [" section", ", section", " sec.", ", sec.", " §§", ", §", " chapter"];

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.HasExtension(".cs") || file.HasExtension(".abnf")
        from comment in file.HasExtension(".cs") ? CodeComments(file) : GrammarComments(file)
        from fault in Faults(comment.Text).Take(1)
        select new Violation(file.Path, comment.Line, $"\"{fault}\" is not how an RFC is cited", "write RFC 9051 §6.4.8");

    private static IEnumerable<(int Line, string Text)> CodeComments(SourceFile file) =>
        from trivia in file.Syntax().DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        let start = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        from line in trivia.ToString().Split('\n').Index()
        select (start + line.Index, line.Item);

    private static IEnumerable<(int Line, string Text)> GrammarComments(SourceFile file) =>
        from line in file.Lines.Index()
        where line.Item.TrimStart().StartsWith("; ", StringComparison.Ordinal)
        select (line.Index + 1, line.Item);

    private static IEnumerable<string> Faults(string text)
    {
        for (var at = text.IndexOf("rfc", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("rfc", at + 3, StringComparison.OrdinalIgnoreCase))
        {
            var digits = at + 3;
            while (digits < text.Length && text[digits] is ' ' or '-')
            {
                digits++;
            }

            var end = digits;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            // "rfc9051.abnf" is a file, "Rfc822Size" an identifier, "RFC822.SIZE" an item of IMAP.
            var isName = digits == at + 3 && (text[at..digits] is not "RFC" || text[digits..end] is "822");
            if (end - digits < 3 || isName)
            {
                continue;
            }

            var isPlain = text[at..digits] is "RFC ";
            if (!isPlain || LongForms.Any(form => text[end..].StartsWith(form, StringComparison.OrdinalIgnoreCase)))
            {
                yield return text[at..Math.Min(text.Length, end + 10)].TrimEnd();
            }
        }
    }
}
