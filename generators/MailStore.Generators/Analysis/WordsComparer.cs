namespace MailStore.Generators.Analysis;

/// <summary>Compares rows of words by content.</summary>
internal sealed class WordsComparer : IEqualityComparer<long[]>
{
    public bool Equals(long[]? left, long[]? right)
    {
        if (left is null || right is null || left.Length != right.Length)
        {
            return left == right;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(long[] row)
    {
        var hash = 0L;
        foreach (var word in row)
        {
            hash = unchecked((hash ^ word) * 0x100000001B3);
        }

        return unchecked((int)(hash ^ (hash >> 32)));
    }
}
