using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>Makes the procedures of a grammar, each once, and the structs that they fill.</summary>
internal sealed class ProcedureMaker(Lowering lowering)
{
    private readonly Dictionary<string, Procedure> _byName = [];
    private readonly Dictionary<string, Field> _overlays = [];
    private readonly Dictionary<string, Node> _keywords = [];
    private readonly List<string> _slots = [];

    public List<Procedure> All { get; } = [];

    public List<Scope> Scopes { get; } = [];

    /// <summary>The command's own struct by verb; absent where the command captures nothing.</summary>
    public IEnumerable<Field> Overlays => _overlays.Values.Where(overlay => Scopes.Exists(scope => scope.Name == overlay.Shape.Rule && scope.Fields.Count > 0));

    /// <summary>Dialogue lines: command rule to line rule.</summary>
    public List<(string Command, string Line)> Lines { get; } = [];

    /// <summary>A verb: its own struct, its own procedure, and a mark where it is used.</summary>
    public Node Command(string rule, Place place)
    {
        var pascal = PascalName.Of(rule);
        if (!_byName.TryGetValue("command " + rule, out var procedure))
        {
            var body = lowering.Rules.Body(rule);
            if (lowering.Annotations.IsDialogue(rule))
            {
                body = CutDialogue(rule, body);
            }

            procedure = Fill(rule, pascal + "Command", body, "command " + rule, pascal);
            TakeKeyword(rule, procedure);
        }

        var keyword = _keywords.TryGetValue(rule, out var known) ? known : Node.Nothing;
        var mark = new Node.Mark(MarkKind.Verb, pascal, null);
        return procedure.Body is Node.Sequence { Items.Length: 0 } ? Node.Join(keyword, mark) : Node.Join(keyword, mark, Use(procedure, pascal));
    }

    // The keyword stands outside of the procedure, so that all verbs are told apart in one place.
    private void TakeKeyword(string rule, Procedure procedure)
    {
        if (procedure.Body is Node.Sequence { Items: [Node.Text, ..] } whole)
        {
            _keywords[rule] = whole.Items[0];
            procedure.Body = Node.Join(whole.Items.Skip(1));
        }
        else if (procedure.Body is Node.Text)
        {
            _keywords[rule] = procedure.Body;
            procedure.Body = Node.Nothing;
        }
    }

    /// <summary>What follows a streamed literal of a command, up to the end of the frame, with a struct of its own.</summary>
    private Node Rest(string rule, Element continuation, int slot)
    {
        var pascal = PascalName.Of(rule);
        var name = pascal + "Rest" + slot.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var procedure = Fill(rule, pascal + "RestCommand", continuation, "rest " + name, name);
        return Node.Join(new Node.Mark(MarkKind.Verb, pascal, null), Use(procedure, pascal + "Rest"));
    }

    public Procedure Transparent(string rule)
    {
        if (_byName.TryGetValue("plain " + rule, out var known))
        {
            return known;
        }

        var made = Add("plain " + rule, new(PascalName.Of(rule), rule, ShapeKind.Transparent, null, null) { Depth = lowering.Annotations.Depth(rule) });
        made.Body = lowering.Lower(lowering.Rules.Body(rule), new Place(null, rule) { IsStream = lowering.Annotations.IsStream(rule) });
        return made;
    }

    public Procedure Skip(ListType list)
    {
        var made = Add("skip " + list.Name, new("Skip" + list.Name, list.Item.Rule, ShapeKind.Transparent, null, null));
        made.Comment = "Between two items of " + list.Name + ", for its view.";
        made.Body = list.Between!;
        return made;
    }

    /// <summary>A literal whose octets are streamed: captures nothing, stops the parse.</summary>
    public Node Slot(ReferenceElement at, Shape shape) => new Node.Call(Typed(shape)) { Slot = SlotOf(at) };

    /// <summary>The number of a place where a literal is streamed, from 1.</summary>
    public int SlotOf(ReferenceElement at)
    {
        var key = at.File + "#" + at.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture) + at.Rule;
        if (!_slots.Contains(key))
        {
            _slots.Add(key);
        }

        return _slots.IndexOf(key) + 1;
    }

    public Procedure Typed(Shape shape)
    {
        if (_byName.TryGetValue("typed " + shape.Rule, out var known))
        {
            return known;
        }

        var scope = shape.Kind switch
        {
            ShapeKind.Union => new Scope(shape.Pascal, ScopeKind.Union, shape.Rule),
            ShapeKind.Struct => new Scope(shape.Pascal, ScopeKind.Struct, shape.Rule),
            ShapeKind.Enum => new Scope(shape.Pascal, ScopeKind.Enum, shape.Rule),
            ShapeKind.Counted => new Scope(shape.Pascal + "Header", ScopeKind.Local, shape.Rule),
            _ => null,
        };
        var procedure = Add("typed " + shape.Rule, new(shape.Pascal, shape.Rule, shape.Kind, shape.ValueType, scope)
        {
            Shape = shape,
            Depth = lowering.Annotations.Depth(shape.Rule),
        });
        if (scope is not null)
        {
            Scopes.Add(scope);
        }

        var body = lowering.Rules.Body(shape.Rule);
        procedure.Body = new TypedBody(lowering).Lower(shape, scope, body);
        return procedure;
    }

    /// <summary>A rule parsed from a whole frame into a struct of its own: a start rule without a type, or a line of a dialogue.</summary>
    public Procedure Frame(string rule, string structName, ScopeKind kind, Element body, string methodName)
    {
        var scope = new Scope(structName, kind, kind == ScopeKind.Header ? "" : rule);
        Scopes.Add(scope);
        var procedure = Add("frame " + rule, new(methodName, rule, ShapeKind.Struct, structName, scope) { IsStart = true });
        procedure.Body = lowering.Lower(body, new Place(scope, rule) { Listed = lowering.Lists.Listed(body), IsStream = lowering.Annotations.IsStream(rule) });
        return procedure;
    }

    /// <summary>What follows a streamed literal, as a frame of its own.</summary>
    public Procedure Resume(string command, Element rest, int slot, Scope header)
    {
        var body = Rest(command, rest, slot);
        var name = "Resume" + PascalName.Of(command) + slot.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var procedure = Add("resume " + name, new(name, command, ShapeKind.Struct, header.Name, header) { IsStart = true, Unit = command });
        procedure.Body = body;
        procedure.Comment = "What follows the streamed literal number " + slot.ToString(System.Globalization.CultureInfo.InvariantCulture) + " of " + command + ", up to the end of the frame.";
        return procedure;
    }

    private Procedure Fill(string rule, string structName, Element body, string key, string method)
    {
        var scope = Scopes.Find(known => known.Name == structName && known.Kind == ScopeKind.Command);
        if (scope is null)
        {
            Scopes.Add(scope = new(structName, ScopeKind.Command, rule));
        }

        var procedure = Add(key, new(method, rule, ShapeKind.Struct, structName, scope) { Unit = rule });
        procedure.Body = lowering.Lower(body, new Place(scope, rule) { Listed = lowering.Lists.Listed(body), IsStream = lowering.Annotations.IsStream(rule) });
        return procedure;
    }

    private Node.Capture Use(Procedure procedure, string fieldName)
    {
        if (!_overlays.TryGetValue(fieldName, out var field))
        {
            _overlays[fieldName] = field = new(fieldName, new Shape(procedure.Scope!.Name, ShapeKind.Struct));
        }

        return new Node.Capture(field, field.Shape, procedure, null);
    }

    private Procedure Add(string key, Procedure procedure)
    {
        _byName[key] = procedure;
        All.Add(procedure);
        return procedure;
    }

    // The lines behind the first CRLF of a dialogue are frames of their own.
    private Element CutDialogue(string rule, Element body)
    {
        if (body is not SequenceElement sequence)
        {
            return body;
        }

        for (var i = 1; i < sequence.Items.Count; i++)
        {
            var tail = sequence.Items[i] is RepeatElement repeat ? repeat.Body : new SequenceElement(new([.. sequence.Items.Skip(i)]));
            if (tail is SequenceElement { Items: [ReferenceElement { Rule: "crlf" }, ReferenceElement line, ..] })
            {
                Lines.Add((rule, line.Rule));
                return i == 1 ? sequence.Items[0] : new SequenceElement(new([.. sequence.Items.Take(i)]));
            }
        }

        lowering.Fault("ABNF0016", body, rule, "The dialogue '" + rule + "' has no inner line: write it as ... CRLF line-rule, or ... *(CRLF line-rule).");
        return body;
    }
}
