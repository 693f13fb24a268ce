using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Writes numbers: the automaton decides what is a number, and the digit that overflows is where it fails.</summary>
internal static class NumberWriter
{
    private const int VectorDigits = 16;
    private const int SmallDigits = 4;
    private const string Digit = "(uint)(W.Load.U8(ref f, i) - '0')";

    public static void Write(CodeWriter code, Words words, TokenWriter tokens, Node.Token token, Shape shape, string expect, IReadOnlyList<ByteSet> known)
    {
        var digits = ByteSet.Range('0', '9');
        if (TokenWriter.Loop(token.Dfa) is { First: { } first } loop && loop.More.Equals(digits) && first.IsSubsetOf(digits))
        {
            WriteRead(code, words, shape, first, int.MaxValue, expect, known);
            return;
        }

        if (Digits(token.Dfa) is { } bounds)
        {
            if (bounds.Min == 1 && bounds.Max >= VectorDigits)
            {
                WriteRead(code, words, shape, first: null, bounds.Max, expect, known);
            }
            else
            {
                WriteBounded(code, words, shape, bounds.Min, bounds.Max, expect);
            }

            return;
        }

        // Any other form: find the end first, then add up.
        var from = code.Fresh("from");
        var end = code.Fresh("to");
        code.Line("nint " + from + " = i;");
        tokens.Write(token, expect, known);
        code.Line("nint " + end + " = i;");
        code.Line("ulong value = 0;");
        code.Open("for (i = " + from + "; i < " + end + "; i++)");
        code.Line("uint digit = " + Digit + ";");
        Add(code, words, shape);
        code.Close();
        code.Line();
        code.Line("c = " + Cast(shape) + "value;");
    }

    /// <summary>Between so many and so many digits.</summary>
    private static (int Min, int Max)? Digits(Dfa dfa)
    {
        var min = Enumerable.Range(0, dfa.Count).First(dfa.Accepts);
        for (var state = 0; state < dfa.Count; state++)
        {
            var isLast = state == dfa.Count - 1;
            if (dfa.Accepts(state) != (state >= min)
                || (isLast ? dfa.Moves(state).Count > 0 : dfa.Moves(state) is not [var only] || only.Target != state + 1 || !only.Set.Equals(ByteSet.Range('0', '9'))))
            {
                return null;
            }
        }

        return min > 0 ? (min, dfa.Count - 1) : null;
    }

    private static void WriteBounded(CodeWriter code, Words words, Shape shape, int min, int max, string expect)
    {
        if (max <= SmallDigits && Math.Pow(10, max) - 1 <= shape.Max && max - min <= 1)
        {
            WriteSmall(code, shape, min, max, expect);
            return;
        }

        code.Line("nint from = i;");
        code.Line("ulong value = 0;");
        code.Line("uint digit = " + Digit + ";");
        code.Open("while (digit <= 9 && i - from < " + max.ToString(CultureInfo.InvariantCulture) + ")");
        Add(code, words, shape);
        code.Line("i++;");
        code.Line("digit = " + Digit + ";");
        code.Close();
        code.Line();
        code.Open("if (i - from < " + min.ToString(CultureInfo.InvariantCulture) + ")");
        code.Line("return x.Fail(i, " + expect + ");");
        code.Close();
        code.Line();
        code.Line("c = " + Cast(shape) + "value;");
    }

    // So few digits cannot say too much, and need no loop; whether there is one more is no branch.
    private static void WriteSmall(CodeWriter code, Shape shape, int min, int max, string expect)
    {
        var digits = Enumerable.Range(0, max).Select(static at => "digit" + at.ToString(CultureInfo.InvariantCulture)).ToList();
        for (var at = 0; at < max; at++)
        {
            code.Line("uint " + digits[at] + " = (uint)(" + Test.At(at) + " - '0');");
            if (at < min)
            {
                code.Open("if (" + digits[at] + " > 9)");
                code.Line("return x.Fail(" + (at == 0 ? "i" : "i + " + at.ToString(CultureInfo.InvariantCulture)) + ", " + expect + ");");
                code.Close();
                code.Line();
            }
        }

        var value = digits.Take(min).Aggregate("", static (text, digit) => text.Length == 0 ? digit : "(" + (text.Contains(" ") ? "(" + text + ")" : text) + " * 10) + " + digit);
        if (max == min)
        {
            code.Line("i += " + max.ToString(CultureInfo.InvariantCulture) + ";");
            code.Line("c = " + Cast(shape) + "(" + value + ");");
            return;
        }

        code.Line("uint value = " + value + ";");
        code.Line("uint more = digit" + min.ToString(CultureInfo.InvariantCulture) + " <= 9 ? 1u : 0;");
        code.Line("i += " + min.ToString(CultureInfo.InvariantCulture) + " + (nint)more;");
        code.Line("c = " + Cast(shape) + "(more != 0 ? (value * 10) + digit" + min.ToString(CultureInfo.InvariantCulture) + " : value);");
    }

    // All digits at once: where a loop over them ends is guessed wrong with each number.
    private static void WriteRead(CodeWriter code, Words words, Shape shape, ByteSet? first, int countMax, string expect, IReadOnlyList<ByteSet> known)
    {
        first ??= ByteSet.Range('0', '9');
        if (!Test.IsKnown(first, known))
        {
            code.Open("if (" + Test.Not(words.Test(first, Test.Here, shape.Rule)) + ")");
            code.Line("return x.Fail(i, " + expect + ");");
            code.Close();
            code.Line();
        }

        var count = countMax == int.MaxValue ? "int.MaxValue" : countMax.ToString(CultureInfo.InvariantCulture);
        code.Line("i = W.Digits.Read(ref x, i, " + Max(shape) + (shape.Bytes == 8 ? "UL" : "") + ", " + count + ", " + InRange(words, shape) + ", out ulong value);");
        code.Open("if (i < 0)");
        code.Line("return i;");
        code.Close();
        code.Line();
        code.Line("c = " + Cast(shape) + "value;");
    }

    private static void Add(CodeWriter code, Words words, Shape shape)
    {
        var max = Max(shape);
        var fail = "return x.Fail(i, " + InRange(words, shape) + ");";
        if (shape.Bytes == 8)
        {
            // Checked before it is added: the sum of a 64-bit number has no room to overflow into.
            var tenth = (shape.Max / 10).ToString(CultureInfo.InvariantCulture) + "UL";
            code.Open("if (value > " + tenth + " || (value == " + tenth + " && digit > " + (shape.Max % 10).ToString(CultureInfo.InvariantCulture) + ")) // more than " + max);
            code.Line(fail);
            code.Close();
            code.Line();
            code.Line("value = (value * 10) + digit;");
            return;
        }

        code.Line("value = (value * 10) + digit;");
        code.Open("if (value > " + max + ")");
        code.Line(fail);
        code.Close();
        code.Line();
    }

    private static string Max(Shape shape) => shape.Max.ToString(CultureInfo.InvariantCulture);

    private static string InRange(Words words, Shape shape) => words.Expect(shape.Rule + " in range", words.Said(shape.Rule) + ", at most " + Max(shape));

    private static string Cast(Shape shape) => shape.Bytes == 8 ? "" : "(" + shape.ValueType + ")";
}
