namespace MailStore.Generators.Analysis;

/// <summary>
/// A rule's right-hand side as the emitter sees it: references resolved, captures named. <see cref="Key"/> is the node's
/// structure as text; two nodes with one key do the same.
/// </summary>
internal abstract class Node
{
    private string? _key;

    public string Key => _key ??= MakeKey();

    public static readonly Node Nothing = new Sequence([]);

    /// <summary>What it was made of, for the places of diagnostics; null where it was made of several.</summary>
    public Model.Element? At { get; private set; }

    /// <summary>Keeps the place, unless it is known.</summary>
    public Node MadeOf(Model.Element? element)
    {
        if (this != Nothing)
        {
            At ??= element;
        }

        return this;
    }

    /// <summary>Keeps the place of who uses the node, unless others may use it too.</summary>
    public Node UsedBy(Model.Element element)
    {
        if (this is Text or Byte)
        {
            return MadeOf(element);
        }

        At = null;
        return MadeOf(element);
    }

    protected abstract string MakeKey();

    /// <summary>Sequence without nesting; one item stands for itself.</summary>
    public static Node Join(params IEnumerable<Node> nodes)
    {
        var items = nodes.SelectMany(static node => node is Sequence inner ? inner.Items : [node]).ToList();
        return items.Count == 1 ? items[0] : new Sequence([.. items]);
    }

    /// <summary>Fixed text; each octet is a set of one, or of both cases of a letter.</summary>
    internal sealed class Text(ByteSet[] sets) : Node
    {
        public ByteSet[] Sets { get; } = sets;

        /// <summary>Upper-case text, one char an octet.</summary>
        public string Upper => string.Concat(Sets.Select(static set => (char)set.First));

        public Text From(int start) => new([.. Sets.Skip(start)]);

        public Text To(int end) => new([.. Sets.Take(end)]);

        protected override string MakeKey() => "'" + string.Concat(Sets.Select(static s => ((char)s.First) + (s.Count > 1 ? "~" : ""))) + "'";
    }

    /// <summary>One octet of a set.</summary>
    internal sealed class Byte(ByteSet set, string name) : Node
    {
        public ByteSet Set { get; } = set;

        public string Name { get; } = name;

        protected override string MakeKey() => "[" + Set + "]";
    }

    /// <summary>A regular language, matched by its automaton to the longest extent.</summary>
    internal sealed class Token(string name, Node body, Dfa dfa) : Node
    {
        public string Name { get; } = name;

        public Node Body { get; } = body;

        public Dfa Dfa { get; } = dfa;

        protected override string MakeKey() => "token(" + Body.Key + ")";
    }

    internal sealed class Sequence(Node[] items) : Node
    {
        public Node[] Items { get; } = items;

        protected override string MakeKey() => "(" + string.Join(" ", Items.Select(static item => item.Key)) + ")";
    }

    /// <summary>Alternatives of a rule: its name is where commits and preferences are looked up, and what error messages say.</summary>
    internal sealed class Choice(string[] rules, Node[] alternatives, Model.Element? origin) : Node
    {
        public string Rule => Rules[0];

        /// <summary>The rule, and those whose choices were flattened into this one.</summary>
        public string[] Rules { get; } = rules;

        public Node[] Alternatives { get; } = alternatives;

        public Model.Element? Origin { get; } = origin;

        protected override string MakeKey() => "{" + string.Join("/", Alternatives.Select(static item => item.Key)) + "}";
    }

    internal sealed class Repeat(string rule, int min, int max, Node body, Model.Element? origin) : Node
    {
        public string Rule { get; } = rule;

        public int Min { get; } = min;

        public int Max { get; } = max;

        public Node Body { get; } = body;

        public Model.Element? Origin { get; } = origin;

        protected override string MakeKey() => Min + "*" + Max + Body.Key;
    }

    /// <summary>A procedure of its own: a rule that captures nothing here, or captures into the same scope.</summary>
    internal sealed class Call(Procedure procedure) : Node
    {
        public Procedure Procedure { get; } = procedure;

        /// <summary>Not 0: a counted literal whose octets are streamed, by the number of the place.</summary>
        public int Slot { get; init; }

        protected override string MakeKey() => "call " + Procedure.Name + Slot;
    }

    /// <summary>A value of a typed rule stored in a field.</summary>
    internal sealed class Capture(Field field, Shape shape, Procedure? procedure, Node? body) : Node
    {
        public Field Field { get; } = field;

        public Shape Shape { get; } = shape;

        /// <summary>The procedure of the typed rule; null for a token, whose node is <see cref="Body"/>.</summary>
        public Procedure? Procedure { get; } = procedure;

        public Node? Body { get; } = body;

        protected override string MakeKey() => Field.Name + "=" + (Procedure?.Name ?? Body!.Key);
    }

    /// <summary>Values one after the other with separators between, stored as one list field.</summary>
    internal sealed class List(Field field, Capture item, Node before, Node between, Node after, int min, int max) : Node
    {
        public Field Field { get; } = field;

        public Capture Item { get; } = item;

        /// <summary>What stands before the first item.</summary>
        public Node Before { get; } = before;

        /// <summary>What stands before each further item.</summary>
        public Node Between { get; } = between;

        /// <summary>What stands behind each item, before it is asked whether there is another.</summary>
        public Node After { get; } = after;

        public int Min { get; } = min;

        public int Max { get; } = max;

        protected override string MakeKey() => Field.Name + "+=" + Min + "*" + Max + Before.Key + Item.Key + Between.Key + After.Key;
    }

    /// <summary>Sets a field, a kind or the verb; matches nothing.</summary>
    internal sealed class Mark(MarkKind kind, string name, Field? field) : Node
    {
        public MarkKind Kind { get; } = kind;

        public string Name { get; } = name;

        public Field? Field { get; } = field;

        protected override string MakeKey() => "!" + Kind + ":" + Name + Field?.Name;
    }
}
