namespace MailStore.Server.Config;

/// <summary>Everything that can be set. Flags, variables, the file, <c>config init</c> and docs/configuration.md come from here: a new setting is a row in one of the lists.</summary>
internal static class SettingTable
{
    public static IReadOnlyList<Setting> All { get; } =
        [StoreRows.Data, .. ListenerRows.All, .. TlsRows.All, .. AccountRows.All, .. DirectoryRows.All, .. MailRows.All, .. ImapRows.All, .. Pop3Rows.All, .. LimitRows.All, .. SearchRows.All, .. WatchRows.All];

    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    /// <summary>One that is there and reads much the same, for whoever mistyped it.</summary>
    public static string Hint(string name)
    {
        var nearest = All.MinBy(setting => Distance(setting.Name, name))!;
        return Distance(nearest.Name, name) <= 2 ? $" Is {nearest.Name} meant?" : "";
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var (diagonal, above) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
