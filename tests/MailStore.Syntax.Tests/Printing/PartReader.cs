using System.Globalization;
using System.Reflection;
using MailStore.Syntax.Tests.RoundTrip;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>Takes a parsed value apart through its public fields, views and lazy values, as a handler would.</summary>
internal static class PartReader
{
    private static readonly Part _nothing = new() { IsWritten = false };

    /// <param name="isRest">The value of a frame behind streamed octets.</param>
    public static Part Read(object value, Frame frame, bool isRest = false)
    {
        switch (value)
        {
            case Slice slice:
                return new() { IsWritten = !slice.IsEmpty, Octets = slice.Of(frame).ToArray() };
            case Str text:
                return text.IsPresent ? new() { IsWritten = true, IsNil = text.Kind == StrKind.Nil, Octets = Content(text, frame) } : _nothing;
            case bool isSet:
                return new() { IsWritten = isSet };
            case Enum word:
                return Number(word) == 0 ? _nothing : new() { IsWritten = true, Word = word.ToString() };
            case byte or ushort or uint or ulong:
                var number = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
                return new() { IsWritten = number != 0, Number = number };
        }

        var type = value.GetType();
        if (Calls.IsList(type))
        {
            return Items(value, frame);
        }

        if (!Calls.IsLazy(type))
        {
            return Fields(value, frame, isRest: isRest);
        }

        // There, though all that it holds may be what nothing would be: RETURN ().
        return (bool)type.GetProperty("IsPresent")!.GetValue(value)!
            ? Fields(Calls.Lazy(type)(value, frame), frame, isThere: true)
            : _nothing;
    }

    private static Part Items(object list, Frame frame)
    {
        var items = new List<object>();
        Calls.List(list.GetType())(list, frame, items);
        var parts = new List<Part>(items.Count);
        foreach (var item in items)
        {
            parts.Add(Read(item, frame));
        }

        return new() { IsWritten = parts.Count > 0, Items = parts };
    }

    private static Part Fields(object value, Frame frame, bool isThere = false, bool isRest = false)
    {
        var (word, text, fields) = ("", Array.Empty<byte>(), new Dictionary<string, Part>(StringComparer.Ordinal));
        var verb = value.GetType().GetField("Verb")?.GetValue(value)?.ToString();
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            var held = field.GetValue(value)!;
            if (field.Name is "Kind" or "Verb" && held is Enum)
            {
                word = Number((Enum)held) == 0 ? "" : held.ToString()!;
                continue;
            }

            // Structs of commands lie upon each other: the verb says which one is meant.
            if (verb is null || !field.FieldType.Name.EndsWith("Command", StringComparison.Ordinal) || field.Name == (isRest ? verb + "Rest" : verb))
            {
                fields.Add(field.Name, Read(held, frame));
            }
        }

        if (fields.Count == 1 && word.Length > 0 && fields.Remove("Text", out var other))
        {
            text = other.Octets;
        }

        var isWritten = isThere || word.Length > 0 || fields.Values.Any(field => field.IsWritten);
        return new() { IsWritten = isWritten, Word = word, Octets = text, Fields = fields };
    }

    private static byte[] Content(Str text, Frame frame)
    {
        var value = new byte[text.Length];
        Assert.True(text.TryCopyTo(frame, value, out var length));
        return text.Kind == StrKind.Nil ? [] : value[..length];
    }

    private static ulong Number(Enum value) => Convert.ToUInt64(value, CultureInfo.InvariantCulture);
}
