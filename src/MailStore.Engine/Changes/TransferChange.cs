using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>
/// Messages of one mailbox are in another one too, in the order of their UIDs, under UIDs without a gap. A move is this and an
/// expunge in the source, in one request.
/// <code>
/// kind | account | source | target | UIDs | first UID in the target | mod-sequence there | save date | claimed
/// | count | (number in the source's table | number in the target's) of each keyword that some message has
/// </code>
/// </summary>
internal sealed record TransferChange(
    AccountId Account,
    MailboxId Source,
    MailboxId Target,
    UidSet Uids,
    Uid First,
    ModSeq ModSeq,
    DateTimeOffset SaveDate,
    bool IsClaimed,
    IReadOnlyList<KeyValuePair<int, int>> Keywords)
{
    public static TransferChange Read(ref ChangeReader reader)
    {
        var change = new TransferChange(
            new AccountId(reader.Varint()),
            new MailboxId(reader.Varint()),
            new MailboxId(reader.Varint()),
            reader.Uids(),
            new Uid(reader.UInt32()),
            new ModSeq(reader.Varint()),
            reader.Date(),
            reader.Byte() != 0,
            []);
        var keywords = new KeyValuePair<int, int>[reader.Count()];
        for (var i = 0; i < keywords.Length; i++)
        {
            keywords[i] = new((int)reader.UInt32(), (int)reader.UInt32());
        }

        reader.End();
        return change with { Keywords = keywords };
    }

    public void Write(ChangeWriter writer)
    {
        writer.Begin(ChangeKind.Transfer);
        writer.Varint(Account.Value);
        writer.Varint(Source.Value);
        writer.Varint(Target.Value);
        writer.Uids(Uids);
        writer.Varint(First.Value);
        writer.Varint(ModSeq.Value);
        writer.Date(SaveDate);
        writer.Byte(IsClaimed ? (byte)1 : (byte)0);
        writer.Varint((ulong)Keywords.Count);
        foreach (var (source, target) in Keywords)
        {
            writer.Varint((uint)source);
            writer.Varint((uint)target);
        }
    }

    /// <summary>The keywords of a message of the source as the target numbers them.</summary>
    public KeywordBits Translate(KeywordBits keywords)
    {
        if (keywords.IsEmpty)
        {
            return keywords;
        }

        var translated = KeywordBits.None;
        foreach (var (source, target) in Keywords)
        {
            if (keywords.Has(source))
            {
                translated = translated.With(target);
            }
        }

        return translated;
    }
}
