using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// Messages of a mailbox get, gain or lose the same flags, under one mod-sequence: mailbox, mod-sequence, mode, system flags,
/// keywords below 56 as a word, the others as a list, UIDs. It names only messages that do change.
/// </summary>
internal readonly record struct FlagsChange(
    MailboxId Mailbox, ModSeq ModSeq, FlagMode Mode, SystemFlags Flags, KeywordBits Keywords, UidSet Uids)
{
    private const byte Replace = 0;
    private const byte Add = 1;
    private const byte Remove = 2;

    public static FlagsChange Read(ref ChangeReader reader)
    {
        MailboxId mailbox = new(reader.Varint());
        ModSeq modSeq = new(reader.Varint());
        var mode = reader.Byte() switch
        {
            Replace => FlagMode.Replace,
            Add => FlagMode.Add,
            Remove => FlagMode.Remove,
            _ => throw ChangeReader.Malformed(),
        };
        var flags = (SystemFlags)reader.Byte();
        var word = reader.Varint();
        Span<ushort> rest = stackalloc ushort[KeywordTable.CountMax];
        var count = reader.Count();
        if (count > rest.Length)
        {
            throw ChangeReader.Malformed();
        }

        for (var place = 0; place < count; place++)
        {
            rest[place] = (ushort)reader.Varint();
        }

        return new(mailbox, modSeq, mode, flags, KeywordBits.Of(word, rest[..count]), reader.Uids());
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Flags);
        writer.Varint(Mailbox.Value);
        writer.Varint(ModSeq.Value);
        writer.Byte(Mode switch { FlagMode.Replace => Replace, FlagMode.Add => Add, _ => Remove });
        writer.Byte((byte)Flags);
        writer.Varint(Keywords.Word);
        writer.Varint((ulong)Keywords.Rest.Length);
        foreach (var number in Keywords.Rest)
        {
            writer.Varint(number);
        }

        writer.Uids(Uids);
    }

    /// <summary>The system flags of a message that had others.</summary>
    public SystemFlags Of(SystemFlags flags) => Mode switch
    {
        FlagMode.Replace => Flags,
        FlagMode.Add => flags | Flags,
        _ => flags & ~Flags,
    };

    /// <summary>The keywords of a message that had others.</summary>
    public KeywordBits Of(in KeywordBits keywords)
    {
        if (Mode == FlagMode.Replace)
        {
            return Keywords;
        }

        var word = Mode == FlagMode.Add ? keywords.Word | Keywords.Word : keywords.Word & ~Keywords.Word;
        var result = KeywordBits.Of(word, keywords.Rest);
        foreach (var number in Keywords.Rest)
        {
            result = Mode == FlagMode.Add ? result.With(number) : result.Without(number);
        }

        return result;
    }
}
