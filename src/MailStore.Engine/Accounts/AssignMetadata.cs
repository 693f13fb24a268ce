using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 5464 §4.3, SETMETADATA: all entries or none.</summary>
internal sealed class AssignMetadata(AccountState account, MailboxName? mailbox, IReadOnlyList<MetadataEntry> entries) : TreeRequest(account)
{
    public override int BytesHint => entries.Sum(entry => 512 + (entry.Value?.Length ?? 0));

    protected override MailboxResult Run(IBatch batch)
    {
        var id = default(MailboxId);
        if (mailbox is { } name)
        {
            var refusal = Account.Find(name, out var found);
            if (refusal != Refusal.None)
            {
                return Refuse(refusal);
            }

            id = found!.Id;
        }

        var owner = mailbox is null ? Account.Id.Value : id.Value;
        var after = MetadataRecords.Names(batch.Index, owner, Account.Host.Buffer, out _).Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            _ = entry.Value is null ? after.Remove(entry.Name) : after.Add(entry.Name);
        }

        // RFC 5464 §5.3: NOPRIVATE, MAXSIZE and TOOMANY are said of these.
        if (entries.Any(entry => entry.Name.Length is 0 or > MetadataEntry.NameLengthMax))
        {
            return Refuse(Refusal.BadName);
        }

        if (entries.Any(entry => entry.Value?.Length > MetadataEntry.ValueBytesMax))
        {
            return Refuse(Refusal.TooLarge);
        }

        if (after.Count > MetadataEntry.CountMax)
        {
            return Refuse(Refusal.Limit);
        }

        foreach (var entry in entries)
        {
            var change = new MetadataChange(Account.Id, owner, entry);
            change.Write(Writer);
            batch.AppendChange(Writer.Written);
            MetadataRecords.Apply(change, batch.Index, Writer, Account.Host.Buffer);
        }

        Account.Told(new(id) { Entries = [.. entries.Select(entry => entry.Name)] });
        return new(Refusal.None, id);
    }
}
