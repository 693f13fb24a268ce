using System.Text;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Server.Transfer.Writing;

/// <summary>Names of mailboxes as names of files: in modified UTF-7, without a dot or a backslash of their own, so none leads anywhere else.</summary>
internal static class FolderNames
{
    /// <summary>A name that is too long for a file is cut; what it was stands in the file beside its messages.</summary>
    private const int LevelBytesMax = 100;

    public static string[] Levels(MailboxName name) => [.. name.Text.Split(MailboxName.Delimiter).Select(OfLevel)];

    private static string OfLevel(string level)
    {
        var encoded = new StringBuilder(ModifiedUtf7.Encode(level)).Replace(".", "&AC4-").Replace("\\", "&AFw-");
        return encoded.Length <= LevelBytesMax ? encoded.ToString() : $"{encoded.ToString(0, LevelBytesMax - 9)}-{StableHash(level):x8}";
    }

    // FNV: the same in each process.
    private static uint StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }
}
