using System.Collections.Immutable;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Mailboxes;

/// <summary>Lets a mailbox learn keywords: the changes that say so, and their application.</summary>
internal static class KeywordsWriter
{
    /// <summary>As many in one frame as surely fit.</summary>
    private const int KeywordsPerChange = 256;

    public static void Write(MailboxState mailbox, ImmutableArray<Keyword> added, IBatch batch)
    {
        for (var first = 0; first < added.Length; first += KeywordsPerChange)
        {
            var change = new KeywordsChange(mailbox.Id, mailbox.Keywords.Count, added.Slice(first, Math.Min(KeywordsPerChange, added.Length - first)));
            change.Write(mailbox.Host.Writer);
            batch.AppendChange(mailbox.Host.Writer.Written);
            mailbox.Apply(change, batch.Index);
        }
    }
}
