using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>What a view keeps of the version that its client was told.</summary>
internal readonly record struct SeenVersion(long News, ModSeq HighestModSeq, Uid UidNext, int Keywords)
{
    public static SeenVersion Of(in MailboxVersion version) =>
        new(version.News, version.HighestModSeq, version.Status.UidNext, version.Status.Keywords.Count);
}
