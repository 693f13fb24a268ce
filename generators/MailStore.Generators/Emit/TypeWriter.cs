using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes the types that a parser fills: kinds, structs, lists with their views, values read on demand.</summary>
internal sealed class TypeWriter(CodeWriter code, Plan plan)
{
    private readonly Layout _layout = new(plan);
    private readonly string _rules = plan.Grammar.Name + "Rules";

    public void Write(Scope scope)
    {
        if (scope.Kinds.Count > 0)
        {
            WriteKinds(scope);
        }

        if (scope.Kind == ScopeKind.Local)
        {
            WriteStruct(scope, "internal", "The header of a counted literal.");
        }
        else if (scope.Kind == ScopeKind.Enum)
        {
            if (scope.Kinds.Contains("Other"))
            {
                code.Line("/// <summary>A " + scope.Rule + ": which one, and for any other its text.</summary>");
                code.Open("public struct " + scope.Name);
                code.Line("public " + scope.Name + "Kind Kind;");
                code.Line("public W.Slice Text;");
                code.Close();
                code.Line();
            }
        }
        else if (scope.Kind != ScopeKind.Header && (scope.Fields.Count > 0 || scope.Kind != ScopeKind.Command))
        {
            WriteStruct(scope, "public", scope.Kind != ScopeKind.Command ? "A " + scope.Rule + "." : "What a " + scope.Rule + " command brings" + (scope.Name.EndsWith("RestCommand", StringComparison.Ordinal) ? " behind a streamed literal." : "."));
        }
    }

    public void Write(ListType list)
    {
        var item = list.Item.ValueType;
        var hasKinds = list.Item.HasKinds;
        var mask = hasKinds ? ", " + list.Item.Pascal + "Kinds Kinds" : "";
        code.Line("/// <summary>" + list.Item.Rule + " items: where they lie" + (hasKinds ? ", and which kinds occur" : "") + ".</summary>");
        code.Open("public readonly record struct " + list.Name + "(int Offset, int Length" + mask + ")");
        code.Line("public bool IsEmpty => Length == 0;");
        code.Line();
        code.Line("/// <summary>Walks the items in their frame. They were validated by the parse, so there is no error to meet.</summary>");
        code.Line("public " + list.Name + "View In(W.Frame frame) => new(frame, Offset, Offset + Length);");
        code.Close();
        code.Line();
        code.Open("public ref struct " + list.Name + "View");
        code.Line("private W.Scan x;");
        code.Line("private nint i;");
        code.Line("private readonly nint _end;");
        code.Line("private bool _more;");
        code.Line("private " + item + " _current;");
        code.Line();
        code.Open("internal " + list.Name + "View(W.Frame frame, int offset, int end)");
        code.Line("x = new W.Scan(frame);");
        code.Line("i = offset;");
        code.Line("_end = end;");
        code.Line("_more = end > offset;");
        code.Close();
        code.Line();
        code.Line("public readonly " + item + " Current => _current;");
        code.Line();
        code.Line("public readonly " + list.Name + "View GetEnumerator() => this;");
        code.Line();
        code.Open("public bool MoveNext()");
        code.Open("if (!_more)");
        code.Line("return false;");
        code.Close();
        code.Line();
        WriteStep(list);
        code.Line("return true;");
        code.Close();
        code.Close();
        code.Line();
    }

    public void WriteLazy(Shape shape)
    {
        code.Line("/// <summary>A " + shape.Rule + ", validated by the parse and read on demand.</summary>");
        code.Open("public readonly record struct " + shape.Pascal + "Lazy(int Offset, int Length)");
        code.Line("public bool IsPresent => Length != 0;");
        code.Line();
        code.Open("public " + shape.ValueType + " Read(W.Frame frame)");
        code.Line(shape.ValueType + " value = default;");
        code.Open("if (Length != 0)");
        code.Line("W.Scan x = new(frame);");
        code.Line(_rules + "." + shape.Pascal + "(ref x, Offset, ref value);");
        code.Close();
        code.Line();
        code.Line("return value;");
        code.Close();
        code.Close();
        code.Line();
    }

    public void WriteVerbs()
    {
        var name = plan.Grammar.Name;
        code.Line("/// <summary>The commands of the grammar.</summary>");
        code.Open("public enum " + name + "Verb : byte");
        code.Line("None = 0,");
        foreach (var command in plan.Annotations.Commands.Values)
        {
            code.Line(Model.PascalName.Of(command.Rule) + ",");
        }

        code.Close();
        code.Line();
        var states = plan.Annotations.Commands.Values.SelectMany(static command => command.States).Distinct().OrderBy(static state => state, StringComparer.Ordinal).ToList();
        code.Line("/// <summary>The states of a session in which commands are allowed.</summary>");
        code.Line("[Flags]");
        code.Open("public enum " + name + "States");
        code.Line("None = 0,");
        for (var i = 0; i < states.Count; i++)
        {
            code.Line(states[i] + " = " + (1 << i).ToString(CultureInfo.InvariantCulture) + ",");
        }

        code.Line("Any = -1,");
        code.Close();
        code.Line();
    }

    public void WriteHeader()
    {
        var header = plan.Header!;
        code.Line("/// <summary>A parsed command: positions only, so it may outlive the stack, together with its frame.</summary>");
        code.Line("[StructLayout(LayoutKind.Explicit)]");
        code.Open("public struct " + header.Name);
        code.Line("[FieldOffset(0)]");
        code.Line("public " + plan.Grammar.Name + "Verb Verb;");
        foreach (var (field, offset) in _layout.HeaderOffsets(header))
        {
            code.Line();
            code.Line("[FieldOffset(" + offset.ToString(CultureInfo.InvariantCulture) + ")]");
            code.Line("public " + field.Type + " " + field.Name + ";");
        }

        var overlay = _layout.OverlayOffset(header).ToString(CultureInfo.InvariantCulture);
        foreach (var field in plan.Overlays.OrderBy(static field => field.Name, StringComparer.Ordinal))
        {
            code.Line();
            code.Line("[FieldOffset(" + overlay + ")]");
            code.Line("public " + field.Shape.Rule + " " + field.Name + ";");
        }

        code.Close();
        code.Line();
    }

    private void WriteKinds(Scope scope)
    {
        code.Line("/// <summary>Kinds of " + scope.Rule + ".</summary>");
        code.Open("public enum " + scope.Name + "Kind : byte");
        code.Line("None = 0,");
        foreach (var kind in scope.Kinds)
        {
            code.Line(kind + ",");
        }

        code.Close();
        code.Line();
        if (scope.Kinds.Count > Layout.MaskKindsMax)
        {
            return; // No list holds them: Checks has seen to it.
        }

        var isWide = scope.Kinds.Count > 32;
        code.Line("/// <summary>Sets of kinds of " + scope.Rule + ".</summary>");
        code.Line("[Flags]");
        code.Open("public enum " + scope.Name + "Kinds : " + (isWide ? "ulong" : "uint"));
        code.Line("None = 0,");
        for (var i = 0; i < scope.Kinds.Count; i++)
        {
            code.Line(scope.Kinds[i] + " = 1" + (isWide ? "UL" : "u") + " << " + i.ToString(CultureInfo.InvariantCulture) + ",");
        }

        code.Close();
        code.Line();
    }

    private void WriteStruct(Scope scope, string access, string summary)
    {
        code.Line("/// <summary>" + summary + "</summary>");
        code.Open(access + " struct " + scope.Name);
        foreach (var field in _layout.Fields(scope))
        {
            code.Line("public " + field.Type + " " + field.Name + ";");
        }

        if (scope.Kind == ScopeKind.Union)
        {
            code.Line("public " + scope.Name + "Kind Kind;");
        }

        code.Close();
        code.Line();
    }

    private void WriteStep(ListType list)
    {
        code.Line("_current = default;");
        if (list.ItemProcedure is not null)
        {
            code.Line("i = " + _rules + "." + BodyWriter.CallText(list.ItemProcedure, "_current") + ";");
        }
        else
        {
            code.Line("nint start = i;");
            code.Line("i = " + _rules + "." + list.Name + "Item(ref x, i);");
            code.Line("_current = new((int)start, (int)(i - start));");
        }

        code.Line("_more = (nuint)i < (nuint)_end;");
        if (list.Skip is not null)
        {
            code.Open("if (_more)");
            code.Line("i = " + _rules + "." + list.Skip.Name + "(ref x, i);");
            code.Close();
            code.Line();
        }
        else if (list.Gap > 0)
        {
            code.Line("i += " + list.Gap.ToString(CultureInfo.InvariantCulture) + ";");
        }
    }
}
