using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Imap.Extensions.Threading;

namespace MailStore.Imap.Tests.Extensions;

public sealed class ThreadAlgorithmsTests
{
    [Fact]
    public void References_that_were_cut_short_do_not_break_what_others_said()
    {
        var threads = Refs([Message(1, 1), Message(2, 2, 1), Message(3, 3, 1, 2), Message(4, 4, 1, 3)]);
        Assert.Equal("(1 2 3 4)", threads);
    }

    [Fact]
    public void What_a_message_says_of_its_own_parent_counts_above_what_others_say()
    {
        // 3 says that 2 hangs under 1; 2 says that it hangs under 4.
        var threads = Refs([Message(1, 1), Message(3, 3, 1, 2), Message(2, 2, 4), Message(4, 4)]);
        Assert.Equal("(1)(4 2 3)", threads);
    }

    [Fact]
    public void Messages_that_refer_to_each_other_make_no_loop()
    {
        var threads = Refs([Message(1, 1, 2), Message(2, 2, 1), Message(3, 3, 3)]);
        Assert.Equal("(2 1)(3)", threads);
    }

    [Fact]
    public void Of_two_messages_with_one_id_the_first_has_it()
    {
        var threads = Refs([Message(1, 7), Message(2, 7), Message(3, 3, 7)]);
        Assert.Equal("(2)(1 3)", threads);
    }

    [Fact]
    public void Those_who_refer_to_what_is_not_there_stay_together()
    {
        var threads = Refs([Message(1, 1, 8, 9), Message(2, 2, 8), Message(3, 3, 10)]);
        Assert.Equal("((1)(2))(3)", threads);
    }

    /// <summary>Chains of replies, each with the last one before it named, in both orders: what is deep is neither slow nor a fault.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_thread_of_fifty_thousand_replies_is_a_chain_all_the_same(bool isBackwards)
    {
        const int Messages = 50_000;
        var messages = Enumerable.Range(1, Messages).Select(number => Message((uint)number, number, number == 1 ? [] : [number - 1])).ToList();
        if (isBackwards)
        {
            messages.Reverse();
        }

        Assert.Equal($"({string.Join(' ', Enumerable.Range(1, Messages))})", References(messages));
        Assert.Equal($"({string.Join(' ', Enumerable.Range(1, Messages))})", Refs(messages));
    }

    /// <summary>Pairs that are hung far down one long chain: to see that no loop is made, the chain is not walked for each of them.</summary>
    [Fact]
    public void What_is_hung_below_a_deep_thread_costs_no_walk_through_all_of_it()
    {
        const int Depth = 30_000;
        const int Pairs = 20_000;
        var messages = Enumerable.Range(1, Depth).Select(number => Message((uint)number, number, number == 1 ? [] : [number - 1])).ToList();
        for (var pair = 0; pair < Pairs; pair++)
        {
            // The answer comes first, so that its parent has a child already when it is hung under the last of the chain.
            var parent = Depth + (2 * pair) + 1;
            messages.Add(Message((uint)parent + 1, parent + 1, parent));
            messages.Add(Message((uint)parent, parent, Depth));
        }

        var start = Stopwatch.GetTimestamp();
        var threads = Refs(messages);
        Assert.StartsWith($"({string.Join(' ', Enumerable.Range(1, Depth))} ({Depth + 1} {Depth + 2})({Depth + 3} {Depth + 4})", threads, StringComparison.Ordinal);

        // 600 million steps otherwise.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void Random_mail_is_threaded_as_the_words_of_the_RFC_say_it()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var messages = RandomMail.Of(seed);
            foreach (var way in Enum.GetValues<ThreadWay>())
            {
                Assert.Equal($"{way} {seed}: {PlainThreads.Of(way, messages)}", $"{way} {seed}: {Threads(way, messages)}");
            }
        }
    }

    [Fact]
    public void Who_ends_it_early_has_no_threads()
    {
        var messages = Rows([Message(1, 1), Message(2, 2, 1)]);
        foreach (var way in Enum.GetValues<ThreadWay>())
        {
            Assert.Throws<OperationCanceledException>(() => ThreadAlgorithms.Run(way, messages, new CancellationToken(canceled: true)));
        }
    }

    [Fact]
    public void Subjects_join_threads_that_ids_do_not()
    {
        var threads = References([Subject(1, "BEANS", false), Subject(2, "BEANS", true), Subject(3, "", false), Subject(4, "", false), Subject(5, "PEARS", false), Subject(6, "PEARS", false)]);
        Assert.Equal("(1 2)(3)(4)((5)(6))", threads);
    }

    [Fact]
    public void An_ordered_subject_has_one_level_of_replies()
    {
        var threads = OrderedSubject([Subject(3, "BEANS", true), Subject(1, "BEANS", false), Subject(2, "PEARS", false), Subject(4, "BEANS", true)]);
        Assert.Equal("(1 (3)(4))(2)", threads);
    }

    private static string Refs(IReadOnlyList<PlainMessage> messages) => Threads(ThreadWay.Refs, messages);

    private static string References(IReadOnlyList<PlainMessage> messages) => Threads(ThreadWay.References, messages);

    private static string OrderedSubject(IReadOnlyList<PlainMessage> messages) => Threads(ThreadWay.OrderedSubject, messages);

    private static PlainMessage Message(uint uid, int id, params int[] references) => new(uid, uid, PlainMessage.None, false, id, references);

    private static PlainMessage Subject(uint uid, string subject, bool isReply) =>
        new(uid, uid, subject.Length == 0 ? PlainMessage.None : subject[0], isReply, 100 + (int)uid, []);

    private static string Threads(ThreadWay way, IReadOnlyList<PlainMessage> messages)
    {
        var text = new StringBuilder();
        var isBehindNumber = false;
        foreach (var part in ThreadAlgorithms.Run(way, Rows(messages)))
        {
            text.Append(isBehindNumber && part != ThreadForest.Close ? " " : "")
                .Append(part == ThreadForest.Open ? "(" : part == ThreadForest.Close ? ")" : messages[part].Uid.ToString(CultureInfo.InvariantCulture));
            isBehindNumber = part >= 0;
        }

        return text.ToString();
    }

    private static ThreadedMessages Rows(IReadOnlyList<PlainMessage> messages)
    {
        var references = new List<int>();
        var places = new List<(int, int)>();
        foreach (var message in messages)
        {
            places.Add((references.Count, references.Count + message.References.Count));
            references.AddRange(message.References);
        }

        return new()
        {
            Sent = [.. messages.Select(message => message.Sent)],
            Subjects = [.. messages.Select(message => message.Subject)],
            SubjectCount = messages.Max(message => message.Subject) + 1,
            Replies = [.. messages.Select(message => message.IsReply)],
            Own = [.. messages.Select(message => message.Id)],
            IdCount = messages.Max(message => Math.Max(message.Id, message.References.DefaultIfEmpty(0).Max())) + 1,
            Places = [.. places],
            References = references.ToArray(),
        };
    }
}
