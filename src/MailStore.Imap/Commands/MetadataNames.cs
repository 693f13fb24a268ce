using System.Buffers;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 5464 §3.1: names of entries. Compared without regard to case, kept in lower case.</summary>
internal static class MetadataNames
{
    /// <summary>RFC 6154 §4: the uses of a mailbox as an entry.</summary>
    public const string SpecialUse = "/private/specialuse";

    /// <summary>Entries of one command: each is looked for.</summary>
    private const int CountMax = 100;

    /// <summary>Wildcards, and what no atom holds.</summary>
    private static readonly SearchValues<byte> s_forbidden = SearchValues.Create("*%\"\\(){"u8);

    public static Reply BadEntry => Reply.Bad("An entry is named /private/... or /shared/..., in letters without wildcards");

    public static bool IsShared(string name) => name.StartsWith("/shared", StringComparison.Ordinal);

    public static bool TryRead(EntryList given, Frame frame, out IReadOnlyList<string> names)
    {
        var read = new List<string>();
        names = read;
        foreach (var entry in given.In(frame))
        {
            if (read.Count >= CountMax || !TryRead(entry, frame, out var name))
            {
                return false;
            }

            if (!read.Contains(name))
            {
                read.Add(name);
            }
        }

        return true;
    }

    public static bool TryRead(in Str given, Frame frame, out string name)
    {
        name = "";
        var octets = Names.Octets(given, frame);
        if (octets.Length > MetadataEntry.NameLengthMax || octets.AsSpan().ContainsAnyExceptInRange((byte)'!', (byte)'~') || octets.AsSpan().ContainsAny(s_forbidden))
        {
            return false;
        }

        name = Encoding.ASCII.GetString(octets).ToLowerInvariant();

        // RFC 5464 §3.1: no empty component, so none at the end.
        return (IsIn("/private", name) || IsIn("/shared", name)) && !name.Contains("//", StringComparison.Ordinal) && name[^1] != '/';
    }

    /// <summary>The entry itself, or one below it.</summary>
    public static bool IsIn(string entry, string name) =>
        name.StartsWith(entry, StringComparison.Ordinal) && (name.Length == entry.Length || name[entry.Length] == '/');
}
