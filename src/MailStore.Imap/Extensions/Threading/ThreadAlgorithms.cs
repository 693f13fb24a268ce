using System.Runtime.CompilerServices;
using MailStore.Imap.Extensions.Sorting;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Makes threads of messages. What comes of it is what <see cref="ThreadForest"/> writes.</summary>
internal static class ThreadAlgorithms
{
    private const int None = ThreadedMessages.None;

    public static int[] Run(ThreadWay way, ThreadedMessages messages, CancellationToken cancellation = default)
    {
        // Where dates are the same the place in the mailbox counts (RFC 5256 §2.2).
        var dates = new RadixOrder(messages.Count);
        dates.By(messages.Sent);
        cancellation.ThrowIfCancellationRequested();
        return way switch
        {
            ThreadWay.OrderedSubject => ThreadForest.ByFirst(BySubject(messages, dates.Order), dates.Order),
            ThreadWay.Refs => ThreadForest.ByNewest(ReferenceLinks.Of(messages, cancellation), dates.Order),
            _ => ThreadForest.ByFirst(new SubjectMerge(messages, ReferenceLinks.Of(messages, cancellation)).Run(dates.Order), dates.Order),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ThreadParents BySubject(ThreadedMessages messages, ReadOnlySpan<int> order)
    {
        // Behind those of the subjects stands the one of messages without any.
        var heads = new int[messages.SubjectCount + 1];
        var parents = GC.AllocateUninitializedArray<int>(messages.Count);
        Array.Fill(heads, None);
        foreach (var message in order)
        {
            ref var head = ref heads[messages.Subjects[message] == None ? ^1 : messages.Subjects[message]];
            parents[message] = head;
            head = head == None ? message : head;
        }

        return new(parents, Dummies: 0);
    }
}
