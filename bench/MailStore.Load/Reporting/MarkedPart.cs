namespace MailStore.Load.Reporting;

/// <summary>The part of a page that is written by a program, between two marks, so that the next run replaces it.</summary>
internal static class MarkedPart
{
    public static void Replace(string page, string name, string text)
    {
        var (first, last) = ($"<!-- {name} begins -->\n", $"<!-- {name} ends -->");
        var whole = File.ReadAllText(page);
        var (start, end) = (whole.IndexOf(first, StringComparison.Ordinal), whole.IndexOf(last, StringComparison.Ordinal));
        if (start < 0 || end < start)
        {
            throw new InvalidDataException($"{page} has no place for it between <!-- {name} begins --> and <!-- {name} ends -->.");
        }

        File.WriteAllText(page, $"{whole[..(start + first.Length)]}\n{text}\n{whole[end..]}");
    }
}
