using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Mailboxes;

/// <summary>Does again what requests of mailboxes did.</summary>
internal static class MailboxReplay
{
    /// <summary>False if the change is of another kind; then nothing was read.</summary>
    public static bool TryApply(ChangeKind kind, ref ChangeReader reader, Func<MailboxId, MailboxState> find, IReplay replay)
    {
        switch (kind)
        {
            case ChangeKind.Flags:
                var flags = FlagsChange.Read(ref reader);
                find(flags.Mailbox).Apply(flags, replay.Index);
                break;
            case ChangeKind.Expunge:
                var expunge = ExpungeChange.Read(ref reader);
                find(expunge.Mailbox).Apply(expunge, replay.Index, replay.Bodies);
                break;
            case ChangeKind.Recent:
                var recent = RecentChange.Read(ref reader);
                find(recent.Mailbox).Apply(recent);
                break;
            case ChangeKind.Keywords:
                var keywords = KeywordsChange.Read(ref reader);
                find(keywords.Mailbox).Apply(keywords, replay.Index);
                break;
            case ChangeKind.UniqueIds:
                var ids = UniqueIdsChange.Read(ref reader);
                find(ids.Mailbox).Apply(ids, replay.Index);
                break;
            default:
                return false;
        }

        reader.End();
        return true;
    }
}
