using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>
/// Shows a command value to a person, field by field: positions as the text they point at. Reads any generated type by
/// reflection, which is slow and never wrong about a field that somebody added. Lists and lazy values are shown as they stand,
/// and then what they hold.
/// </summary>
internal static class CommandPrinter
{
    private const int NameWidth = 24;

    /// <summary>Prints a line a field. A field that is empty or zero is left out: a value does not know whether it was written.</summary>
    /// <param name="part">Which of the fields that share their memory, one a command, means something.</param>
    public static void Print(object command, string part, Frame frame, TextWriter output)
    {
        foreach (var field in FieldsOf(command.GetType()).Where(field => !string.Equals(field.Name, "Verb", StringComparison.Ordinal)))
        {
            if (!IsShared(field))
            {
                Print(field.Name, field.GetValue(command)!, frame, output);
            }
            else if (string.Equals(field.Name, part, StringComparison.Ordinal))
            {
                PrintFields("", field.GetValue(command)!, frame, output);
            }
        }
    }

    /// <summary>Bytes in quotes, those that are no visible ASCII by number.</summary>
    public static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var octet in bytes)
        {
            _ = octet switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'"' or (byte)'\\' => text.Append('\\').Append((char)octet),
                >= (byte)' ' and <= (byte)'~' => text.Append((char)octet),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}"),
            };
        }

        return text.Append('"').ToString();
    }

    private static void PrintFields(string prefix, object value, Frame frame, TextWriter output)
    {
        foreach (var field in FieldsOf(value.GetType()))
        {
            Print(prefix + field.Name, field.GetValue(value)!, frame, output);
        }
    }

    private static void Print(string name, object value, Frame frame, TextWriter output)
    {
        if (!IsLeaf(value.GetType()))
        {
            PrintFields(name + ".", value, frame, output);
        }
        else if (Text(value, frame) is { } text)
        {
            output.WriteLine($"  {name.PadRight(NameWidth)} {text}");
            PrintContent(name, value, frame, output);
        }
    }

    private static void PrintContent(string name, object value, Frame frame, TextWriter output)
    {
        foreach (var (index, item) in (FrameValues.ItemsOf(value, frame) ?? []).Index())
        {
            Print($"{name}[{index}]", item, frame, output);
        }

        if (FrameValues.ValueOf(value, frame) is { } fields)
        {
            Print(name, fields, frame, output);
        }
    }

    // The kind of a union first: it says what the other fields mean. The rest as declared.
    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .OrderByDescending(field => string.Equals(field.Name, "Kind", StringComparison.Ordinal))
            .ThenBy(field => field.MetadataToken);

    private static bool IsShared(FieldInfo field) =>
        OffsetOf(field) is { } offset && FieldsOf(field.DeclaringType!).Count(other => OffsetOf(other) == offset) > 1;

    private static int? OffsetOf(FieldInfo field) => field.GetCustomAttribute<FieldOffsetAttribute>()?.Value;

    private static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(Slice) || type == typeof(Str) || PlaceOf(type) != null;

    /// <returns>Null for what is not there.</returns>
    private static string? Text(object value, Frame frame)
    {
        switch (value)
        {
            case Slice slice:
                return slice.IsEmpty ? null : Quoted(slice.Of(frame));
            case Str text:
                return Text(text, frame);
            case bool flag:
                return flag ? "yes" : null;
        }

        var type = value.GetType();
        if (PlaceOf(type) is not { } place)
        {
            // Of an enum, zero is None.
            var number = Convert.ToString(value, CultureInfo.InvariantCulture);
            return Convert.ToUInt64(value, CultureInfo.InvariantCulture) == 0 ? null : number;
        }

        var (offset, length) = ((int)place.Offset.GetValue(value)!, (int)place.Length.GetValue(value)!);
        var kinds = type.GetProperty("Kinds")?.GetValue(value);
        return length == 0 ? null : Quoted(frame.Bytes.Slice(offset, length)) + (kinds == null ? "" : $" ({kinds})");
    }

    private static string? Text(Str text, Frame frame)
    {
        switch (text.Kind)
        {
            case StrKind.None:
                return null;
            case StrKind.Nil:
                return "NIL";
            case StrKind.Streamed:
                return $"{text.Length} octets, not kept";
            default:
                var value = new byte[text.Length];
                text.TryCopyTo(frame, value, out var written);
                return Quoted(value.AsSpan(0, written));
        }
    }

    // Lists and lazy values are records of an offset and a length.
    private static (PropertyInfo Offset, PropertyInfo Length)? PlaceOf(Type type) =>
        type.GetProperty("Offset") is { } offset && type.GetProperty("Length") is { } length ? (offset, length) : null;
}
