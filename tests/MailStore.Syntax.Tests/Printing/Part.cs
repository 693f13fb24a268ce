using System.Globalization;
using System.Text;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>What a value says, and nothing of the octets that it was read from: no place, no spelling.</summary>
internal sealed class Part
{
    /// <summary>False for zero, false and empty, which a value says too where nothing was written.</summary>
    public required bool IsWritten { get; init; }

    /// <summary>A token, a string with its escapes undone, or the text of an enum's other alternative.</summary>
    public byte[] Octets { get; init; } = [];

    public bool IsNil { get; init; }

    public ulong Number { get; init; }

    /// <summary>A member of an enum, the kind of a union, or the verb of a command; empty if there is none.</summary>
    public string Word { get; init; } = "";

    /// <summary>Items of a list.</summary>
    public IReadOnlyList<Part>? Items { get; init; }

    /// <summary>Fields of a struct, a union or a command.</summary>
    public IReadOnlyDictionary<string, Part> Fields { get; init; } = new Dictionary<string, Part>(StringComparer.Ordinal);

    /// <summary>All of it as text: equal for equal values only.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Show(text);
        return text.ToString();
    }

    private void Show(StringBuilder text)
    {
        if (!IsWritten)
        {
            text.Append('-');
            return;
        }

        text.Append(Word).Append(IsNil ? " NIL" : "");
        if (Octets.Length > 0 || Number != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Number} '{Encoding.Latin1.GetString(Octets)}'");
        }

        foreach (var item in Items ?? [])
        {
            text.Append('[');
            item.Show(text);
            text.Append(']');
        }

        foreach (var (name, field) in Fields.Where(field => field.Value.IsWritten).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {name}=(");
            field.Show(text);
            text.Append(')');
        }
    }
}
