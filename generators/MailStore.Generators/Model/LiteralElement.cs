namespace MailStore.Generators.Model;

/// <summary>Text: <c>"abc"</c>, <c>%i"abc"</c> (either case), <c>%s"abc"</c>, <c>%x0D.0A</c> or a single <c>%x20</c> (exact). One char an octet.</summary>
internal sealed class LiteralElement(string text, bool caseSensitive) : Element
{
    public string Text { get; } = text;

    public bool CaseSensitive { get; } = caseSensitive;

    public override bool Equals(Element? other) =>
        other is LiteralElement literal && literal.Text == Text && literal.CaseSensitive == CaseSensitive;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
