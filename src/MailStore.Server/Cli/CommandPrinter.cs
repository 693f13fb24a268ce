using System.Globalization;
using System.Reflection;
using System.Text;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli;

/// <summary>
/// Shows a command value to a person, field by field: positions as the text they point at. Reads any generated type by
/// reflection, which is slow and never wrong about a field that somebody added. Lists and lazy values are shown as they stand.
/// </summary>
internal static class CommandPrinter
{
    private const string VerbField = "Verb";
    private const int NameWidth = 24;

    /// <summary>A field that is empty or zero is left out: a value does not know whether it was written.</summary>
    public static void Print(object command, Frame frame, TextWriter output)
    {
        var verb = command.GetType().GetField(VerbField)?.GetValue(command);
        PrintFields(command, verb, "", frame, output);
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

    private static void PrintFields(object value, object? verb, string prefix, Frame frame, TextWriter output)
    {
        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).OrderBy(field => field.MetadataToken))
        {
            // The fields of commands share their memory: only the one that the verb names means anything.
            var isOfCommand = verb != null && !IsLeaf(field.FieldType) && Enum.IsDefined(verb.GetType(), field.Name);
            if (field.Name is VerbField && verb != null || isOfCommand && !string.Equals(field.Name, verb!.ToString(), StringComparison.Ordinal))
            {
                continue;
            }

            var inner = field.GetValue(value)!;
            if (!IsLeaf(field.FieldType))
            {
                PrintFields(inner, verb: null, isOfCommand ? "" : $"{prefix}{field.Name}.", frame, output);
            }
            else if (Text(inner, frame) is { } text)
            {
                output.WriteLine($"  {(prefix + field.Name).PadRight(NameWidth)} {text}");
            }
        }
    }

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
