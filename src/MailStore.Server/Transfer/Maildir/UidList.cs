using System.Globalization;
using System.Text;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>
/// The file <c>dovecot-uidlist</c> of a folder: which UIDs its files have.
/// <code>
/// 3 V1700000000 N42 G3a...
/// 17 P00000011 W2345 :1700000001.M1P2.host,S=2300
/// </code>
/// </summary>
internal sealed class UidList
{
    public const string FileName = "dovecot-uidlist";

    private readonly Dictionary<string, UidListEntry> _entries = new(StringComparer.Ordinal);

    public uint Validity { get; private init; }

    public uint Next { get; private init; }

    /// <summary>Null if there is none, or it is of a version that nobody writes any more.</summary>
    public static UidList? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StreamReader(path, Encoding.Latin1);
        if (reader.ReadLine() is not { } head || !head.StartsWith("3 ", StringComparison.Ordinal))
        {
            return null;
        }

        var list = new UidList { Validity = Number(head, 'V'), Next = Number(head, 'N') };
        while (reader.ReadLine() is { } line)
        {
            list.Add(line);
        }

        return list.Validity == 0 ? null : list;
    }

    public bool TryFind(string baseName, out UidListEntry entry) => _entries.TryGetValue(baseName, out entry);

    /// <summary>The name of a file without its flags: that stays when they change.</summary>
    public static string BaseOf(string fileName) => fileName.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? fileName[..colon] : fileName;

    private static uint Number(string head, char letter)
    {
        foreach (var word in head.Split(' '))
        {
            if (word.Length > 1 && word[0] == letter && uint.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return 0;
    }

    private void Add(string line)
    {
        var colon = line.IndexOf(" :", StringComparison.Ordinal);
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (colon < 0 || !uint.TryParse(line.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var uid) || uid == 0)
        {
            return;
        }

        // A name may come again, as long as somebody else writes the list: the last line counts.
        _entries[BaseOf(line[(colon + 2)..])] = new(uid, colon > blank ? line[(blank + 1)..colon] : "");
    }
}
