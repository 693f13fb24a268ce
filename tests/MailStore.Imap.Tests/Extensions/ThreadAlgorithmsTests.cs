using System.Diagnostics;
using System.Globalization;
using MailStore.Imap.Extensions.Threading;

namespace MailStore.Imap.Tests.Extensions;

public sealed class ThreadAlgorithmsTests
{
    [Fact]
    public void References_that_were_cut_short_do_not_break_what_others_said()
    {
        var heads = ThreadAlgorithms.Refs([Message(1, 1), Message(2, 2, 1), Message(3, 3, 1, 2), Message(4, 4, 1, 3)]);
        Assert.Equal("(1 (2 (3 (4))))", Draw(heads));
    }

    [Fact]
    public void What_a_message_says_of_its_own_parent_counts_above_what_others_say()
    {
        // 3 says that 2 hangs under 1; 2 says that it hangs under 4.
        var heads = ThreadAlgorithms.Refs([Message(1, 1), Message(3, 3, 1, 2), Message(2, 2, 4), Message(4, 4)]);
        Assert.Equal("(1) (4 (2 (3)))", Draw(heads));
    }

    [Fact]
    public void Messages_that_refer_to_each_other_make_no_loop()
    {
        var heads = ThreadAlgorithms.Refs([Message(1, 1, 2), Message(2, 2, 1), Message(3, 3, 3)]);
        Assert.Equal("(2 (1)) (3)", Draw(heads));
    }

    [Fact]
    public void Of_two_messages_with_one_id_the_first_has_it()
    {
        var heads = ThreadAlgorithms.Refs([Message(1, 7), Message(2, 7), Message(3, 3, 7)]);
        Assert.Equal("(2) (1 (3))", Draw(heads));
    }

    [Fact]
    public void Those_who_refer_to_what_is_not_there_stay_together()
    {
        var heads = ThreadAlgorithms.Refs([Message(1, 1, 8, 9), Message(2, 2, 8), Message(3, 3, 10)]);
        Assert.Equal("((1)(2)) (3)", Draw(heads));
    }

    /// <summary>Chains of replies, each with all before it named or only the last, in both orders: what is deep is neither slow nor a fault.</summary>
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

        var start = Stopwatch.GetTimestamp();
        var heads = ThreadAlgorithms.References(messages);
        var depth = 0;
        for (var node = Assert.Single(heads); ; node = node.Children[0])
        {
            depth++;
            if (node.Children.Count == 0)
            {
                break;
            }
        }

        Assert.Equal(Messages, depth);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 60);
    }

    [Fact]
    public void Subjects_join_threads_that_ids_do_not()
    {
        var heads = ThreadAlgorithms.References([Subject(1, "BEANS", false), Subject(2, "BEANS", true), Subject(3, "", false), Subject(4, "", false), Subject(5, "PEARS", false), Subject(6, "PEARS", false)]);
        Assert.Equal("(1 (2)) (3) (4) ((5)(6))", Draw(heads));
    }

    [Fact]
    public void An_ordered_subject_has_one_level_of_replies()
    {
        var heads = ThreadAlgorithms.OrderedSubject([Subject(3, "BEANS", true), Subject(1, "BEANS", false), Subject(2, "PEARS", false), Subject(4, "BEANS", true)]);
        Assert.Equal("(1 (3)(4)) (2)", Draw(heads));
    }

    private static ThreadedMessage Message(uint uid, int id, params int[] references) => new()
    {
        Uid = new(uid),
        Sent = uid,
        Sequence = (int)uid,
        Subject = ThreadedMessage.None,
        IsReplyOrForward = false,
        Id = id,
        References = references,
    };

    private static ThreadedMessage Subject(uint uid, string subject, bool isReply) => new()
    {
        Uid = new(uid),
        Sent = uid,
        Sequence = (int)uid,
        Subject = subject.Length == 0 ? ThreadedMessage.None : subject[0],
        IsReplyOrForward = isReply,
        Id = 100 + (int)uid,
    };

    private static string Draw(List<ThreadNode> heads) => string.Join(' ', heads.Select(Draw));

    private static string Draw(ThreadNode node)
    {
        var own = node.Message?.Uid.Value.ToString(CultureInfo.InvariantCulture) ?? "";
        return node.Children.Count == 0 ? $"({own})" : $"({own}{(own.Length > 0 ? " " : "")}{string.Concat(node.Children.Select(Draw))})";
    }
}
