namespace MailStore.Engine.Messages;

/// <summary>Search in running totals.</summary>
internal static class Search
{
    /// <summary>The last place whose total is at most this. The first total is 0 and the value is not negative.</summary>
    public static int Last(ReadOnlySpan<int> totals, int value)
    {
        int low = 0, length = totals.Length;
        while (length > 1)
        {
            var half = length >>> 1;

            // Without a branch, which would be guessed wrong half of the time: the sign says whether the total is higher.
            low += half & ~((value - totals[low + half]) >> 31);
            length -= half;
        }

        return low;
    }
}
