using MailStore.Syntax.Imap;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>RFC 5256 §3: the first word that tells two messages apart orders them; if none does, their place in the mailbox.</summary>
internal sealed class SortOrder(IReadOnlyList<SortWord> words) : IComparer<SortedMessage>
{
    public int Compare(SortedMessage? x, SortedMessage? y)
    {
        var (left, right) = (x!, y!);
        for (var at = 0; at < words.Count; at++)
        {
            var difference = Compare(words[at].Key, left, right);
            if (difference != 0)
            {
                return words[at].IsReverse ? -difference : difference;
            }
        }

        // Also where all words are reversed: the sequence number is in no word.
        return left.Uid.CompareTo(right.Uid);
    }

    private static int Compare(SortKeyKind key, SortedMessage left, SortedMessage right) => key switch
    {
        SortKeyKind.Arrival => left.Arrival.CompareTo(right.Arrival),
        SortKeyKind.Cc => Compare(left.Cc, right.Cc),
        SortKeyKind.Date => left.Sent.CompareTo(right.Sent),
        SortKeyKind.From => Compare(left.From, right.From),
        SortKeyKind.Size => left.Size.CompareTo(right.Size),
        SortKeyKind.Subject => Compare(left.Subject, right.Subject),
        SortKeyKind.To => Compare(left.To, right.To),
        // RFC 6203 §6: the highest first.
        SortKeyKind.Relevancy => right.Relevancy.CompareTo(left.Relevancy),
        SortKeyKind.Displayfrom => Compare(left.DisplayFrom, right.DisplayFrom),
        SortKeyKind.Displayto => Compare(left.DisplayTo, right.DisplayTo),
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static int Compare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
