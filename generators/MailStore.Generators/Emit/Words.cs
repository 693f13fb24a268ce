using System.Globalization;
using System.Text;
using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>What emitted files share by name: sets of octets and words for what was expected. Names depend on content only, so that one rule's edit leaves other files alone.</summary>
internal sealed class Words(string grammar, Func<string, string> spell, Func<string, string> said)
{
    private readonly SortedDictionary<string, ByteSet> _sets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (Dfa Dfa, string Rule, string Expect)> _tokens = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PairRun> _pairs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ByteSet> _runs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _tables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Keywords, string Expect)> _hints = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _expected = new(StringComparer.Ordinal);

    /// <summary>What failures say.</summary>
    public Expectation Expectation { get; } = new(said);

    /// <summary>What a failure says of a rule.</summary>
    public string Said(string rule) => said(rule);

    /// <summary>A C# condition: the octet <paramref name="value"/> belongs to the set.</summary>
    public string Test(ByteSet set, string value, string rule)
    {
        var ranges = set.Ranges();
        if (ranges.Count == 0)
        {
            return "false";
        }

        if (ranges.Count == 1)
        {
            var (from, to) = ranges[0];
            return from == to ? value + " == " + Octet(from)
                : from == 0 && to == 255 ? "true"
                : from == 0 ? value + " <= " + Octet(to)
                : to == 255 ? value + " >= " + Octet(from)
                : "(uint)(" + value + " - " + Octet(from) + ") <= " + (to - from).ToString(CultureInfo.InvariantCulture);
        }

        var first = set.First;
        if (set.Equals(ByteSet.Folded(first)))
        {
            return "(" + value + " | 0x20) == " + Octet(first + 32);
        }

        if (ranges.Count == 2 && ranges.TrueForAll(static range => range.From == range.To))
        {
            return value + " is (byte)" + Octet(ranges[0].From) + " or (byte)" + Octet(ranges[1].From);
        }

        return grammar + "Sets." + NameOf(set, rule) + "(" + value + ")";
    }

    /// <summary>A C# expression: the end of the run of octets of a set that starts at a place. Null for sets that cannot be looked up by vector.</summary>
    public string? EndOfRun(ByteSet set, string at, string rule) =>
        !IsForVectors(set) || set.Ranges().Count == 1
            ? null
            : grammar + "Sets.EndOf" + NameOf(set, rule, isRun: true) + "(ref f, " + at + ")";

    /// <summary>As <see cref="EndOfRun"/>, for an ASCII set at the start of a frame and a run that is short nearly always.</summary>
    public string? EndOfShort(ByteSet set, string rule) =>
        EndOfRun(set, "i", rule) is null || set.Contains(255) ? null : "W.Run.EndOfShort(ref f, i, " + Rows(set) + ")";

    /// <summary>True for sets that hold all or none of the octets above 127, and not NUL.</summary>
    public static bool IsForVectors(ByteSet set) =>
        !set.Contains(0) && (ByteSet.Range(128, 255).IsSubsetOf(set) || !set.Overlaps(ByteSet.Range(128, 255)));

    /// <summary>The vector constant of a set.</summary>
    public static string Rows(ByteSet set) => "Vector128.Create((byte)" + string.Join(", ", Enumerable.Range(0, 16).Select(low => Row(set, low))) + ")";

    /// <summary>The constant that stands for a text in failures.</summary>
    public string Expect(string name, string text)
    {
        var key = PascalName.Of(name);
        if (key is "Text" or "Equals" or "ReferenceEquals" or "GetType" or "ToString" or "GetHashCode" or "MemberwiseClone" or "Finalize" || key == grammar + "Expected")
        {
            key += "_"; // The class has a member of this name.
        }

        if (_expected.TryGetValue(key, out var known) && known != text)
        {
            key += "_" + Hash(text);
        }

        _expected[key] = text;
        return grammar + "Expected." + key;
    }

    /// <summary>The method that matches an automaton.</summary>
    public string TokenOf(Dfa dfa, string rule, string expect)
    {
        var name = PascalName.Of(rule) + "_" + Hash(dfa.Key);
        _tokens[name] = (dfa, rule, expect);
        return grammar + "Tokens." + name;
    }

    /// <summary>The method that reads two tokens with a sign behind each.</summary>
    public string PairOf(PairRun pair)
    {
        var name = PascalName.Of(pair.Rule) + "_" + Hash(pair.Key);
        _pairs[name] = pair;
        return grammar + "Pairs." + name;
    }

    /// <summary>The constant that stands for keywords which a general alternative took the place of.</summary>
    public string Hint(string rule, string keywords, string expect)
    {
        var name = PascalName.Of(rule) + "_" + Hash(keywords);
        _hints[name] = (keywords, expect);
        return grammar + "Hints." + name;
    }

    /// <summary>A constant table of small numbers.</summary>
    public string Table(string name, IEnumerable<int> values)
    {
        var text = string.Join(", ", values);
        var key = PascalName.Of(name) + "_" + Hash(text);
        _tables[key] = text;
        return grammar + "Tables." + key;
    }

    public void WritePairs(CodeWriter code)
    {
        if (_pairs.Count == 0)
        {
            return;
        }

        code.Open("internal static class " + grammar + "Pairs");
        foreach (var pair in _pairs)
        {
            code.Comment(spell(pair.Value.Rule));
            pair.Value.WriteMethod(code, this, pair.Key);
        }

        code.Close();
        code.Line();
    }

    public void WriteTables(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Tables");
        foreach (var pair in _tables)
        {
            code.Line("public static ReadOnlySpan<byte> " + pair.Key + " => [" + pair.Value + "];");
            code.Line();
        }

        code.Close();
        code.Line();
    }

    public void WriteHints(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Hints");
        var number = 1;
        foreach (var name in _hints.Keys)
        {
            code.Line("public const int " + name + " = " + number++.ToString(CultureInfo.InvariantCulture) + ";");
        }

        code.Line();
        code.Line("// A general alternative failed early: was a keyword nearer?");
        code.Open("public static void Apply(ref W.Scan x)");
        code.Open("switch (x.HintKeywords)");
        foreach (var pair in _hints)
        {
            code.Line("case " + pair.Key + ":");
            code.Line("    x.FailKeyword(x.HintAt, " + pair.Value.Keywords + ", " + pair.Value.Expect + ");");
            code.Line("    break;");
        }

        code.Line("default:");
        code.Line("    break;");
        code.Close();
        code.Close();
        code.Close();
        code.Line();
    }

    public void WriteTokens(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Tokens");
        var writer = new TokenWriter(code, this);
        var written = new HashSet<string>();
        while (_tokens.Keys.FirstOrDefault(name => !written.Contains(name)) is { } next)
        {
            // Writing one token may ask for a part of it as another.
            written.Add(next);
            code.Comment(spell(_tokens[next].Rule));
            writer.WriteMethod(next, _tokens[next].Dfa, _tokens[next].Rule, _tokens[next].Expect);
        }

        code.Close();
        code.Line();
    }

    /// <summary>A C# expression: keywords as Scan.FailKeyword reads them. A letter whose case matters is marked; octets above 127 are no UTF-8.</summary>
    public static string Keywords(IEnumerable<Node.Text> keywords)
    {
        var text = string.Concat(keywords.Select(static keyword => string.Concat(keyword.Sets.Select(static set => Marked(set) + (char)set.First)) + "\0"));
        return text.All(static c => c < 128) ? Utf8(text) + "u8" : "[" + string.Join(", ", text.Select(static c => "0x" + ((int)c).ToString("X2", CultureInfo.InvariantCulture))) + "]";
    }

    private static string Marked(ByteSet set) => set.Count == 1 && set.First is 1 or (>= 'A' and <= 'Z') ? "\x01" : "";

    public static string Octet(int value) => value switch
    {
        '\'' => "'\\''",
        '\\' => "'\\\\'",
        > 0x1F and < 0x7F => "'" + (char)value + "'",
        _ => "0x" + value.ToString("X2", CultureInfo.InvariantCulture),
    };

    /// <summary>A C# UTF-8 literal of octets below 128.</summary>
    public static string Utf8(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\0' => "\\0",
                '\r' => "\\r",
                '\n' => "\\n",
                '\t' => "\\t",
                >= ' ' and < '\x7F' => c.ToString(),
                _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
            });
        }

        return quoted.Append('"').ToString();
    }

    public void WriteSets(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Sets");
        // One bit of a table a set, whatever names it has.
        var sets = _sets.Values.Distinct().ToList();
        for (var table = 0; table * 8 < sets.Count; table++)
        {
            var group = sets.Skip(table * 8).Take(8).ToList();
            code.Line("private static ReadOnlySpan<byte> Table" + table.ToString(CultureInfo.InvariantCulture) + " =>");
            code.Line("[");
            for (var row = 0; row < 256; row += 32)
            {
                code.Line("    " + string.Join(", ", Enumerable.Range(row, 32).Select(octet => Bits(group, octet))) + ",");
            }

            code.Line("];");
            code.Line();
        }

        foreach (var pair in _sets)
        {
            var at = sets.IndexOf(pair.Value);
            code.Line("/// <summary>" + System.Security.SecurityElement.Escape(pair.Value.ToString()) + "</summary>");
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            code.Line("public static bool " + pair.Key + "(byte octet) => (Table" + (at / 8).ToString(CultureInfo.InvariantCulture) + "[octet] & " + (1 << (at % 8)).ToString(CultureInfo.InvariantCulture) + ") != 0;");
            code.Line();
        }

        foreach (var pair in _runs)
        {
            code.Line("/// <summary>Behind a run of " + System.Security.SecurityElement.Escape(pair.Value.ToString()) + "</summary>");
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            code.Line("public static nint EndOf" + pair.Key + "(ref byte frame, nint at) => W.Run." + (pair.Value.Contains(255) ? "EndOrHigh" : "End") + "(ref frame, at, " + Rows(pair.Value) + ");");
            code.Line();
        }

        code.Close();
    }

    private static string Row(ByteSet set, int low) =>
        Enumerable.Range(0, 8).Sum(high => set.Contains((high << 4) | low) ? 1 << high : 0).ToString(CultureInfo.InvariantCulture);

    public void WriteExpected(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Expected");
        var number = 1;
        foreach (var pair in _expected)
        {
            code.Line("public const int " + pair.Key + " = " + number++.ToString(CultureInfo.InvariantCulture) + ";");
        }

        code.Line();
        code.Line("public static string Text(int expected) => expected switch");
        code.Line("{");
        foreach (var pair in _expected)
        {
            code.Line("    " + pair.Key + " => " + Utf8(pair.Value) + ",");
        }

        code.Line("    _ => \"something else\",");
        code.Line("};");
        code.Close();
    }

    private static string Bits(List<ByteSet> group, int octet)
    {
        var bits = 0;
        for (var i = 0; i < group.Count; i++)
        {
            bits |= group[i].Contains(octet) ? 1 << i : 0;
        }

        return bits.ToString(CultureInfo.InvariantCulture);
    }

    private static string Hash(string text)
    {
        var hash = 2166136261;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return (hash & 0xFFFFFF).ToString("X6", CultureInfo.InvariantCulture);
    }

    private string NameOf(ByteSet set, string rule, bool isRun = false)
    {
        var name = PascalName.Of(rule) + "_" + Hash(set.ToString());
        (isRun ? _runs : _sets)[name] = set;
        return name;
    }
}
