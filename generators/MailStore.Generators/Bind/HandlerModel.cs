using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Bind;

/// <summary>A class with <c>[CommandHandler]</c>, as text: no symbol stays in a step's value.</summary>
/// <param name="Rule">Canonical name of the command rule.</param>
/// <param name="Grammar">Empty where the attribute names none.</param>
/// <param name="Type">Fully qualified, and the handler's identity.</param>
/// <param name="Argument">Simple name of the first parameter's type; empty where the handler takes the session alone.</param>
/// <param name="Session">Fully qualified type of the session.</param>
/// <param name="Result">Fully qualified return type.</param>
/// <param name="Fault">What is wrong with the class or its method; empty where nothing is.</param>
internal sealed record HandlerModel(string Rule, string Grammar, string Type, string Argument, string Session, string Result, string Fault)
{
    public const string Attribute = "MailStore.Wire.Parsing.CommandHandlerAttribute";

    private const string Method = "HandleAsync";

    private static readonly SymbolDisplayFormat Format =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static HandlerModel Of(GeneratorAttributeSyntaxContext context)
    {
        var attribute = context.Attributes[0];
        var rule = attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;
        var grammar = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Grammar").Value.Value as string;
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var handler = new HandlerModel((rule ?? "").ToLowerInvariant(), grammar ?? "", NameOf(type), "", "", "", "");
        var methods = type.GetMembers(Method).OfType<IMethodSymbol>().ToList();
        return methods.Count == 1
            ? WithMethod(handler, methods[0])
            : handler with { Fault = $"A handler has one static method {Method}(command, session) or {Method}(session)." };
    }

    public static string NameOf(ISymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static HandlerModel WithMethod(HandlerModel handler, IMethodSymbol method)
    {
        var parameters = method.Parameters;
        if (!method.IsStatic || method.IsGenericMethod || method.ReturnsVoid || parameters.Length is not (1 or 2) || parameters.Any(IsWritable))
        {
            return handler with { Fault = $"{Method} is static, returns the reply, and takes (command, session) or (session)." };
        }

        return handler with
        {
            Argument = parameters.Length == 2 ? parameters[0].Type.Name : "",
            Session = parameters[parameters.Length - 1].Type.ToDisplayString(Format),
            Result = method.ReturnType.ToDisplayString(Format),
        };
    }

    private static bool IsWritable(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;
}
