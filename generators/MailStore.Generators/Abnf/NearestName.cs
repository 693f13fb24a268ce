namespace MailStore.Generators.Abnf;

/// <summary>Guesses what a misspelt name meant.</summary>
internal static class NearestName
{
    /// <returns><c> Did you mean 'x'?</c> with a leading blank, or nothing where no candidate is near.</returns>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        // Two changes for a word, one for what is too short for two to leave anything alike.
        var best = (name.Length < 4 ? 1 : Math.Max(2, name.Length / 3)) + 1;
        var nearest = "";
        foreach (var candidate in candidates.OrderBy(candidate => candidate, StringComparer.Ordinal))
        {
            if (Math.Abs(candidate.Length - name.Length) < best && Distance(name, candidate) is var distance && distance < best)
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest.Length == 0 ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>Least number of inserted, removed and changed characters.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
