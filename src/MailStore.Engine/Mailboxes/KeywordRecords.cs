using System.Runtime.InteropServices;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Keywords of a mailbox in the index. Names: records of 32, each name a length octet and its ASCII octets. Keywords of one message
/// beyond the first 56: their numbers, ascending, u16 little endian.
/// </summary>
internal static class KeywordRecords
{
    private const int NamesPerRecord = 32;

    public static KeywordTable Load(IIndexReader index, MailboxId mailbox, int count)
    {
        var (table, octets) = (KeywordTable.Empty, new IndexBuffer());
        while (table.Count < count)
        {
            Invariant.Holds(index.TryRead(NamesKey(mailbox, table.Count), octets));
            for (var rest = octets.Span; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            {
                table = table.With(Keyword.Create(Encoding.ASCII.GetString(rest.Slice(1, rest[0]))));
            }
        }

        Invariant.Holds(table.Count == count);
        return table;
    }

    /// <summary>Puts the records that hold names from a number on.</summary>
    public static void Put(IIndexWriter index, MailboxId mailbox, KeywordTable table, int from)
    {
        Span<byte> octets = stackalloc byte[NamesPerRecord * (1 + Keyword.LengthMax)];
        for (var first = from - (from % NamesPerRecord); first < table.Count; first += NamesPerRecord)
        {
            var length = 0;
            for (var number = first; number < Math.Min(table.Count, first + NamesPerRecord); number++)
            {
                var name = octets[(length + 1)..];
                octets[length] = (byte)Encoding.ASCII.GetBytes(table[number].Name, name);
                length += 1 + octets[length];
            }

            index.Put(NamesKey(mailbox, first), octets[..length]);
        }
    }

    public static void Delete(IIndexWriter index, MailboxId mailbox, int count)
    {
        for (var first = 0; first < count; first += NamesPerRecord)
        {
            index.Delete(NamesKey(mailbox, first));
        }
    }

    /// <summary>The keywords of a message after a change, those beyond the first 56 put.</summary>
    public static KeywordBits Change(IIndexWriter index, Uid uid, in SlotRecord slot, in FlagsChange change)
    {
        var keywords = change.Of(KeywordBits.Of(slot.Keywords, slot.HasMoreKeywords ? LoadMore(index, change.Mailbox, uid) : []));
        if (!keywords.Rest.IsEmpty)
        {
            PutMore(index, change.Mailbox, uid, keywords.Rest);
        }
        else if (slot.HasMoreKeywords)
        {
            DeleteMore(index, change.Mailbox, uid);
        }

        return keywords;
    }

    public static ushort[] LoadMore(IIndexReader index, MailboxId mailbox, Uid uid)
    {
        var octets = new IndexBuffer();
        return index.TryRead(MoreKey(mailbox, uid), octets)
            ? MemoryMarshal.Cast<byte, ushort>(octets.Span).ToArray()
            : [];
    }

    public static void PutMore(IIndexWriter index, MailboxId mailbox, Uid uid, ReadOnlySpan<ushort> numbers) =>
        index.Put(MoreKey(mailbox, uid), MemoryMarshal.AsBytes(numbers));

    public static void DeleteMore(IIndexWriter index, MailboxId mailbox, Uid uid) => index.Delete(MoreKey(mailbox, uid));

    private static IndexKey NamesKey(MailboxId mailbox, int number) =>
        new(RecordKind.Keywords, mailbox.Value, (ulong)(number / NamesPerRecord));

    private static IndexKey MoreKey(MailboxId mailbox, Uid uid) => new(RecordKind.MoreKeywords, mailbox.Value, uid.Value);
}
