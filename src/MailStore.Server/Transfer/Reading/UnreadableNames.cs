namespace MailStore.Server.Transfer.Reading;

/// <summary>Names of files that are no UTF-8, as old systems wrote them. .NET shows them with U+FFFD, and opens nothing by such a name.</summary>
internal static class UnreadableNames
{
    public const string Remedy = "the name is not UTF-8, so it cannot be opened. Rename it, as 'convmv -f latin1 -t utf8 --notest' does, and run the import again.";

    private const char Unknown = '\uFFFD';

    /// <summary>The letter may also stand in a name for itself: then the file is there.</summary>
    public static bool Has(string path) => path.Contains(Unknown) && !Path.Exists(path);
}
