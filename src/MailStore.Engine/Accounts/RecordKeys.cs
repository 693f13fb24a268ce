using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Messages;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>Keys of the records of accounts.</summary>
internal static class RecordKeys
{
    public static IndexKey Header(AccountId account) => new(RecordKind.Account, account.Value, 0);

    public static IndexKey Name(NameHash hash) => new(RecordKind.AccountName, hash.Owner, hash.Item);

    /// <summary>A page of the tree.</summary>
    public static IndexKey Tree(AccountId account, int page) => new(RecordKind.MailboxList, account.Value, (ulong)page);

    public static IndexKey Owner(MailboxId mailbox) => new(RecordKind.MailboxOwner, mailbox.Value, 0);

    public static IndexKey Thread(AccountId account, ulong key) => new(RecordKind.ThreadKey, account.Value, key);

    /// <summary>The names of a mailbox' or an account's metadata.</summary>
    public static IndexKey Metadata(ulong owner) => new(RecordKind.Metadata, owner, 0);

    public static IndexKey MetadataValue(ulong owner, ulong number) => new(RecordKind.Metadata, owner, number);
}
