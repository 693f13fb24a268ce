using System.Globalization;
using System.Text;
using MailStore.Generators.Analysis;
using MailStore.Generators.Model;

namespace MailStore.Generators.Emit;

/// <summary>What emitted files share by name: sets of octets and words for what was expected. Names depend on content only, so that one rule's edit leaves other files alone.</summary>
internal sealed class Words(string grammar, Func<string, string> spell)
{
    private readonly SortedDictionary<string, ByteSet> _sets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (Dfa Dfa, string Rule, string Expect)> _tokens = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _expected = new(StringComparer.Ordinal);

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

    /// <summary>The constant that stands for a text in failures.</summary>
    public string Expect(string name, string text)
    {
        var key = PascalName.Of(name);
        if (key is "Text" or "Equals" or "ReferenceEquals" or "GetType" or "ToString" or "GetHashCode" or "MemberwiseClone" or "Finalize")
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

    public void WriteTokens(CodeWriter code)
    {
        code.Open("internal static class " + grammar + "Tokens");
        var writer = new TokenWriter(code, this);
        foreach (var pair in _tokens)
        {
            code.Comment(spell(pair.Value.Rule));
            writer.WriteMethod(pair.Key, pair.Value.Dfa, pair.Value.Rule, pair.Value.Expect);
        }

        code.Close();
        code.Line();
    }

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

        code.Close();
    }

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

    private string NameOf(ByteSet set, string rule)
    {
        var name = PascalName.Of(rule) + "_" + Hash(set.ToString());
        _sets[name] = set;
        return name;
    }
}
