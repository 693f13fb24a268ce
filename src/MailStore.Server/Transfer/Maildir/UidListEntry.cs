using System.Globalization;

namespace MailStore.Server.Transfer.Maildir;

/// <summary>What the list says of one file.</summary>
/// <param name="More">Words that begin with a letter: P is what UIDL called the message; Z and K are ours, which exports write. Null of a file that the list does not name.</param>
internal readonly record struct UidListEntry(uint Uid, string? More)
{
    private const char UniqueIdLetter = 'P';
    private const char OffsetLetter = 'Z';
    private const char KeywordLetter = 'K';

    public string UniqueId => Words(UniqueIdLetter).FirstOrDefault("");

    /// <summary>Of the internal date from UTC, in minutes.</summary>
    public int OffsetMinutes => int.TryParse(Words(OffsetLetter).FirstOrDefault(""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes)
        && Math.Abs(minutes) <= 14 * 60 ? minutes : 0;

    /// <summary>Those that have no letter in the name of the file.</summary>
    public IEnumerable<string> Keywords => Words(KeywordLetter);

    public static string Write(string uniqueId, int offsetMinutes, IEnumerable<string> keywords) => string.Concat(
        uniqueId.Length > 0 ? $"{UniqueIdLetter}{uniqueId} " : "",
        offsetMinutes != 0 ? string.Create(CultureInfo.InvariantCulture, $"{OffsetLetter}{offsetMinutes} ") : "",
        string.Concat(keywords.Select(keyword => $"{KeywordLetter}{keyword} ")));

    private IEnumerable<string> Words(char letter) => string.IsNullOrEmpty(More)
        ? []
        : More.Split(' ').Where(word => word.Length > 1 && word[0] == letter).Select(word => word[1..]);
}
