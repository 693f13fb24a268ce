using System.Text;
using MailStore.Abstractions.Changes;

namespace MailStore.Abstractions.Registry;

/// <summary>What a change of records may hold.</summary>
public static class RegistryLimits
{
    /// <summary>An address, and some octets in front of it.</summary>
    public const int NameBytesMax = 400;

    /// <summary>A list of some thousand members.</summary>
    public const int ValueBytesMax = 128 * 1024;

    public const int EditsMax = 256;

    /// <summary>None, or what is wrong with an edit by itself.</summary>
    public static Refusal Check(RegistryEdit edit) =>
        edit.Key.Shelf == 0 || edit.Key.Name.Length == 0 || Encoding.UTF8.GetByteCount(edit.Key.Name) > NameBytesMax ? Refusal.BadName
        : edit.Octets?.Length > ValueBytesMax ? Refusal.TooLarge : Refusal.None;
}
