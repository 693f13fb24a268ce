using System.Buffers;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Session;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Writes threads (RFC 5256 §4): who has one child is followed by it, several children stand in parentheses each.</summary>
internal static class ThreadText
{
    /// <param name="threads">What <see cref="ThreadForest"/> wrote of the messages that were found.</param>
    public static void Write(ImapSession session, ReadOnlySpan<int> threads, UidSet found, bool isUid)
    {
        var numbers = ArrayPool<uint>.Shared.Rent((int)found.Count);
        Number(numbers, found, session.Selected!.View, isUid);
        var line = session.Output.Write();
        line.Token(threads.IsEmpty ? "* THREAD"u8 : "* THREAD "u8);
        var isBehindNumber = false;
        foreach (var part in threads)
        {
            if (part == ThreadForest.Close)
            {
                line.Token(")"u8);
                isBehindNumber = false;
                continue;
            }

            if (isBehindNumber)
            {
                line.Space();
            }

            isBehindNumber = part != ThreadForest.Open;
            if (isBehindNumber)
            {
                line.Number(numbers[part]);
            }
            else
            {
                line.Token("("u8);
            }
        }

        line.EndLine();
        line.Dispose();
        ArrayPool<uint>.Shared.Return(numbers);
    }

    private static void Number(uint[] numbers, UidSet found, IMailboxView view, bool isUid)
    {
        var count = 0;
        foreach (var range in found.Ranges)
        {
            // Every UID of these ranges is a message that was found, so their numbers follow each other too.
            var number = isUid ? range.First.Value : (uint)view.SequenceOf(range.First);
            for (var left = range.Count; left > 0; left--)
            {
                numbers[count++] = number++;
            }
        }
    }
}
