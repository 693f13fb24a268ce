using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MailStore.Generators.Bind;

/// <summary>Where a handler's attribute stands: plain values, since a location would hold on to its syntax tree.</summary>
internal sealed record HandlerPlace(string Type, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static HandlerPlace? Of(GeneratorAttributeSyntaxContext context)
    {
        if (context.Attributes[0].ApplicationSyntaxReference is not { } syntax)
        {
            return null;
        }

        var location = syntax.SyntaxTree.GetLocation(syntax.Span);
        return new HandlerPlace(HandlerModel.NameOf(context.TargetSymbol), syntax.SyntaxTree.FilePath, syntax.Span, location.GetLineSpan().Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
