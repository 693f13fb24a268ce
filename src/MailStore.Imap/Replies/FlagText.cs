using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Lists of flags in parentheses: of a message, and of what a mailbox knows.</summary>
internal static class FlagText
{
    public static void Message(ref ReplyWriter line, in MessageEntry entry, bool isRecent, KeywordTable keywords)
    {
        line.Token("("u8);
        var isFirst = true;
        if (isRecent)
        {
            line.Token(@"\Recent"u8);
            isFirst = false;
        }

        System(ref line, entry.Flags, ref isFirst);
        for (var word = entry.Keywords.Word; word != 0; word &= word - 1)
        {
            Keyword(ref line, keywords, global::System.Numerics.BitOperations.TrailingZeroCount(word), ref isFirst);
        }

        foreach (var number in entry.Keywords.Rest)
        {
            Keyword(ref line, keywords, number, ref isFirst);
        }

        line.Token(")"u8);
    }

    /// <summary>RFC 9051 §7.3.5 FLAGS, and PERMANENTFLAGS if <paramref name="isOpen"/> says that clients may add keywords.</summary>
    public static void Mailbox(ref ReplyWriter line, KeywordTable keywords, bool isOpen)
    {
        line.Token("("u8);
        var isFirst = true;
        System(ref line, SystemFlags.All, ref isFirst);
        for (var number = 0; number < keywords.Count; number++)
        {
            Keyword(ref line, keywords, number, ref isFirst);
        }

        line.Token(isOpen ? @" \*)"u8 : ")"u8);
    }

    private static void System(ref ReplyWriter line, SystemFlags flags, ref bool isFirst)
    {
        for (var bit = 1; bit <= (int)SystemFlags.Draft; bit <<= 1)
        {
            if (((int)flags & bit) != 0)
            {
                Separate(ref line, ref isFirst);
                line.Token(Word((SystemFlags)bit));
            }
        }
    }

    // A number that the table does not have yet is of a change that the reader's copy of the table is older than.
    private static void Keyword(ref ReplyWriter line, KeywordTable keywords, int number, ref bool isFirst)
    {
        if (number >= keywords.Count)
        {
            return;
        }

        Separate(ref line, ref isFirst);
        Span<byte> name = stackalloc byte[Abstractions.Messages.Keyword.LengthMax];
        line.Flag(name[..Encoding.ASCII.GetBytes(keywords[number].Name, name)]);
    }

    private static void Separate(ref ReplyWriter line, ref bool isFirst)
    {
        if (!isFirst)
        {
            line.Space();
        }

        isFirst = false;
    }

    private static ReadOnlySpan<byte> Word(SystemFlags flag) => flag switch
    {
        SystemFlags.Seen => @"\Seen"u8,
        SystemFlags.Answered => @"\Answered"u8,
        SystemFlags.Flagged => @"\Flagged"u8,
        SystemFlags.Deleted => @"\Deleted"u8,
        _ => @"\Draft"u8,
    };
}
