using System.Globalization;
using System.Reflection;
using System.Text;
using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Differential;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.RoundTrip;

/// <summary>
/// Reads everything out of a parsed value, through the same fields, views and lazy values that a handler uses. What was not written
/// (zero, false, empty) is no fact, so that two values are equal if their facts are.
/// </summary>
internal sealed class ValueReader
{
    private readonly ValueCall _parse;
    private readonly List<Fact> _facts = [];

    public ValueReader(Contender contender)
    {
        var grammar = contender.Grammar.Name;
        var parser = typeof(Imap.ImapParser).Assembly.GetType($"MailStore.Syntax.{grammar}.{grammar}Parser", throwOnError: true)!;
        _parse = Calls.Parse(parser.GetMethod(contender.Start == "command" ? "Parse" : "Parse" + PascalName.Of(contender.Start))!);
    }

    /// <summary>A list whose mask is not that of its items.</summary>
    public string? WrongKinds { get; private set; }

    /// <summary>Lists that were walked, items that were seen, and bytes that walking took.</summary>
    public (long Lists, long Items, long Bytes) Walked { get; private set; }

    /// <summary>What the frame's value holds, or null if the frame is not complete.</summary>
    public IReadOnlyList<Fact>? Read(Frame frame)
    {
        _facts.Clear();
        WrongKinds = null;
        if (_parse(frame) is not { } value)
        {
            return null;
        }

        Add("", value, frame);
        return [.. _facts];
    }

    private void Add(string path, object value, Frame frame)
    {
        switch (value)
        {
            case Slice slice when slice.IsEmpty:
            case Str { IsPresent: false }:
            case false:
                return;
            case Slice slice:
                _facts.Add(new(path, FactKind.Text, Encoding.Latin1.GetString(slice.Of(frame)), slice));
                return;
            case Str text:
                _facts.Add(new(path, FactKind.String, Content(text, frame), new(text.Offset, text.Length), text.Kind));
                return;
            case true:
                _facts.Add(new(path, FactKind.Flag, "true"));
                return;
            case Enum word:
                if (Number(word) != 0)
                {
                    _facts.Add(new(path, FactKind.Word, word.ToString()));
                }

                return;
            case byte or ushort or uint or ulong:
                var number = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
                if (number != 0)
                {
                    _facts.Add(new(path, FactKind.Number, number.ToString(CultureInfo.InvariantCulture)));
                }

                return;
        }

        var type = value.GetType();
        if (Calls.IsList(type))
        {
            AddItems(path, value, frame);
        }
        else if (Calls.IsLazy(type))
        {
            if ((bool)type.GetProperty("IsPresent")!.GetValue(value)!)
            {
                Add(path, Calls.Lazy(type)(value, frame), frame);
            }
        }
        else
        {
            AddFields(path, value, frame);
        }
    }

    private void AddItems(string path, object list, Frame frame)
    {
        var walk = Calls.List(list.GetType());
        var items = new List<object>();
        var count = walk(list, frame, items);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = walk(list, frame, null);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Walked = (Walked.Lists + 1, Walked.Items + count, Walked.Bytes + bytes);
        Assert.Equal(count, again);
        CheckKinds(path, list, items);
        for (var i = 0; i < items.Count; i++)
        {
            Add($"{path}[{i}]", items[i], frame);
        }
    }

    // The mask of a list says which kinds occur in it, however deep, so that a handler need not walk.
    private void CheckKinds(string path, object list, List<object> items)
    {
        if (list.GetType().GetProperty("Kinds")?.GetValue(list) is not Enum kinds)
        {
            return;
        }

        var expected = 0UL;
        foreach (var item in items)
        {
            var kind = item as Enum ?? (Enum)item.GetType().GetField("Kind")!.GetValue(item)!;
            expected |= 1UL << (int)(Number(kind) - 1);
            foreach (var field in item.GetType().GetFields().Where(field => Calls.IsList(field.FieldType)))
            {
                var nested = field.FieldType.GetProperty("Kinds");
                expected |= nested?.PropertyType == kinds.GetType() ? Number((Enum)nested.GetValue(field.GetValue(item))!) : 0;
            }
        }

        if (expected != Number(kinds))
        {
            WrongKinds ??= $"{path}: {kinds}, but the items have {Enum.ToObject(kinds.GetType(), expected)}";
        }
    }

    private static ulong Number(Enum value) => Convert.ToUInt64(value, CultureInfo.InvariantCulture);

    private void AddFields(string path, object value, Frame frame)
    {
        var verb = value.GetType().GetField("Verb")?.GetValue(value)?.ToString();
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            // Structs of commands lie upon each other: the verb says which one is meant.
            if (verb is null || !field.FieldType.Name.EndsWith("Command", StringComparison.Ordinal) || field.Name == verb)
            {
                Add(path.Length == 0 ? field.Name : $"{path}.{field.Name}", field.GetValue(value)!, frame);
            }
        }
    }

    private static string Content(Str text, Frame frame)
    {
        if (text.Kind == StrKind.Nil)
        {
            return "NIL";
        }

        var value = new byte[text.Length];
        Assert.True(text.TryCopyTo(frame, value, out var length));
        Assert.True(text.ValueEquals(frame, value.AsSpan(0, length)));
        return $"'{Encoding.Latin1.GetString(value, 0, length)}'";
    }
}
