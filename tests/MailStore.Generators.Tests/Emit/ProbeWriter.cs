using System.Text;
using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Tests.Emit;

/// <summary>
/// Writes a class that parses a frame and shows the value: fields that are not the default, in declared order, lists through their
/// views, lazy values as they are read. Frames are ref structs, which reflection cannot hand over, so this is code too.
/// </summary>
internal static class ProbeWriter
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Text;
        using MailStore.Wire.Parsing;
        using N;

        public static class Probe
        {
            private static string Fields(params string[] parts) => "{" + string.Join(" ", Array.FindAll(parts, part => part.Length > 0)) + "}";
            private static string Field<T>(string name, T value, string shown) => EqualityComparer<T>.Default.Equals(value, default(T)) ? "" : name + "=" + shown;
            private static string Show(Slice value, Frame frame) => Encoding.Latin1.GetString(value.Of(frame));
            private static string Show(Str value, Frame frame) => value.Kind == StrKind.Streamed ? "Streamed" : value.Kind + ":" + Encoding.Latin1.GetString(value.Raw(frame));
            private static string Show(object value, Frame frame) => value.ToString();

            private static string Stop(ParseStatus status, in ParseStop stop, string value) =>
                status == ParseStatus.Complete ? value
                : status == ParseStatus.NeedLiteral ? "literal " + stop.Literal.Size + " at " + stop.Literal.HeaderOffset + (stop.Literal.IsSynchronising ? "" : " now") + " point " + stop.Literal.ResumePoint + (value == "{}" ? "" : " " + value)
                : stop.Offset + ": " + TParser.Describe(stop);

        """;

    public static string Write(INamespaceSymbol space)
    {
        var code = new StringBuilder(Head.Replace("\r", "", StringComparison.Ordinal));
        foreach (var type in space.GetTypeMembers().Where(type => type is { TypeKind: TypeKind.Struct, IsRefLikeType: false, DeclaredAccessibility: Accessibility.Public }))
        {
            code.Append($"    private static string Show(N.{type.Name} value, Frame frame)\n    {{\n{Body(type)}    }}\n\n");
        }

        var parse = space.GetTypeMembers("TParser").Single().GetMembers().OfType<IMethodSymbol>()
            .Where(method => method.Name.StartsWith("Parse", StringComparison.Ordinal)).OrderBy(method => method.Name.Length).First();
        code.Append(Entry("Parse", "byte[] memory, int length", parse.Name, ""));
        if (!space.GetTypeMembers("TParser").Single().GetMembers("Resume").IsEmpty)
        {
            code.Append(Entry("Resume", "byte[] memory, int length, byte point", "Resume", "point, "));
        }

        return code.Append("}\n").ToString();
    }

    private static string Entry(string name, string parameters, string method, string arguments) => $$"""
            public static string {{name}}({{parameters}})
            {
                Frame frame = Frame.OfPadded(memory, length);
                ParseStatus status = TParser.{{method}}(frame, {{arguments}}out var value, out var stop);
                return Stop(status, stop, status == ParseStatus.Invalid ? "" : Show(value, frame));
            }


        """;

    private static string Body(INamedTypeSymbol type)
    {
        if (type.GetMembers("In").Any())
        {
            var kinds = type.GetMembers("Kinds").Any() ? " + (value.Kinds == 0 ? \"\" : \"(\" + value.Kinds + \")\")" : "";
            return "        var shown = new List<string>();\n        foreach (var item in value.In(frame))\n        {\n            shown.Add(Show(item, frame));\n        }\n\n"
                + $"        return \"[\" + string.Join(\", \", shown) + \"]\"{kinds};\n";
        }

        if (type.GetMembers("Read").Any())
        {
            return "        return \"lazy \" + Show(value.Read(frame), frame);\n";
        }

        // A command shows the struct of its verb: the others lie in the same place.
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        var isCommand = fields.Exists(field => field.Name == "Verb");
        var shown = fields.Select(field => isCommand && field.Type.Name.EndsWith("Command", StringComparison.Ordinal)
            ? $"value.Verb.ToString() == \"{(field.Name.EndsWith("Rest", StringComparison.Ordinal) ? "no" : field.Name)}\" ? \"{field.Name}=\" + Show(value.{field.Name}, frame) : \"\""
            : $"Field(\"{field.Name}\", value.{field.Name}, Show(value.{field.Name}, frame))");
        return "        return Fields(" + string.Join(", ", shown) + ");\n";
    }
}
