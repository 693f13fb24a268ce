using System.Runtime.InteropServices;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// What SELECT and STATUS say, as a record of 64 octets, little endian, in this order. Kept with each change, so that nobody ever
/// counts messages.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct MailboxHeader
{
    public const int Bytes = 64;

    public ulong HighestModSeq;
    public long Size;
    public uint UidValidity;
    public uint UidNext;
    public int Messages;
    public int Unseen;
    public int Deleted;

    /// <summary>Messages that nobody was told of as recent: those from <see cref="RecentFrom"/> on.</summary>
    public int Recent;
    public uint RecentFrom;
    public int Keywords;
    public int VanishedPages;

    /// <summary>Messages that were brought over with a unique id.</summary>
    public int UniqueIds;
    public uint Free2;
    public uint Free3;

    public static IndexKey Key(MailboxId mailbox) => new(RecordKind.Mailbox, mailbox.Value, 0);

    public static bool TryLoad(IIndexReader index, MailboxId mailbox, out MailboxHeader header)
    {
        var octets = new IndexBuffer();
        if (!index.TryRead(Key(mailbox), octets))
        {
            header = default;
            return false;
        }

        header = MemoryMarshal.Read<MailboxHeader>(octets.Span);
        return true;
    }

    /// <summary>Messages more or less that have these flags.</summary>
    public void Count(SystemFlags flags, long bytes, int messages)
    {
        Messages += messages;
        Size += bytes;
        Unseen += (flags & SystemFlags.Seen) == SystemFlags.None ? messages : 0;
        Deleted += (flags & SystemFlags.Deleted) != SystemFlags.None ? messages : 0;
    }

    public readonly MailboxStatus ToStatus(MailboxId id, KeywordTable keywords) => new()
    {
        Id = id,
        UidValidity = new(UidValidity),
        UidNext = new(UidNext),
        HighestModSeq = new(HighestModSeq),
        Messages = Messages,
        Unseen = Unseen,
        Deleted = Deleted,
        Recent = Recent,
        Size = Size,
        Keywords = keywords,
    };

    public readonly void Put(IIndexWriter index, MailboxId mailbox)
    {
        Span<byte> octets = stackalloc byte[Bytes];
        MemoryMarshal.Write(octets, this);
        index.Put(Key(mailbox), octets);
    }
}
