using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>
/// The addresses that the store itself knows: names of users, other names of theirs, lists, people who have gone, folders behind a plus,
/// and what takes all the rest of a domain.
/// </summary>
internal sealed class AddressDirectory(DirectoryRecords records, IMailStore store) : IAddressBook
{
    private const char FolderMark = '+';
    private const string Postmaster = "postmaster";

    /// <summary>Lists in lists. What is deeper is not followed, so a list that holds itself ends.</summary>
    private const int DepthMax = 8;

    /// <summary>A name alone is looked for in so many domains.</summary>
    private const int DomainsMax = 16;

    public async ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        if (address.Local.Length > EnvelopeAddress.LocalBytesMax || address.Domain.Length > EnvelopeAddress.DomainBytesMax)
        {
            return AddressEntry.Unknown;
        }

        try
        {
            var (local, domain) = AddressText.Split(address, out var written);
            return domain.Length == 0 ? await FindLocalAsync(local, written)
                : !records.HasDomain(domain) ? AddressEntry.Elsewhere
                : await FindAsync(local, domain, written);
        }
        catch (StoreUnavailableException)
        {
            return AddressEntry.Unavailable;
        }
    }

    public async ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var entry = await FindAsync(address, cancellation);
        return entry is { Kind: AddressKind.Mailbox, Recipients: [var own] } && (await store.OpenAccountAsync(account, cancellation))?.Id == own.Account;
    }

    // RFC 5321 §3.5.1, §4.5.1: a name alone is one of this host, whichever of its domains that is.
    private async ValueTask<AddressEntry> FindLocalAsync(string local, string written)
    {
        foreach (var domain in records.Domains().Take(DomainsMax))
        {
            if (await NamedAsync(local, domain, written) is { } entry)
            {
                return entry;
            }
        }

        return await NamedAsync(local, "", written) ?? (local == Postmaster ? await PostmasterAsync() : AddressEntry.Unknown);
    }

    private async ValueTask<AddressEntry> FindAsync(string local, string domain, string written) =>
        await NamedAsync(local, domain, written)
        ?? (local == Postmaster ? await PostmasterAsync() : null)
        ?? await AliasAsync("@" + domain, DepthMax)
        ?? AddressEntry.Unknown;

    private async ValueTask<AddressEntry?> NamedAsync(string local, string domain, string written)
    {
        if (await ExactAsync(local, domain, DepthMax) is { } exact)
        {
            return exact;
        }

        // RFC 5233: what follows the mark is a folder.
        var mark = local.IndexOf(FolderMark, StringComparison.Ordinal);
        return mark > 0 && await ExactAsync(local[..mark], domain, DepthMax) is { } owner
            ? InFolder(owner, written[(written.IndexOf(FolderMark, StringComparison.Ordinal) + 1)..])
            : null;
    }

    private async ValueTask<AddressEntry?> ExactAsync(string local, string domain, int depth)
    {
        var address = domain.Length == 0 ? local : $"{local}@{domain}";
        return await UserAsync(address) ?? await AliasAsync(address, depth) ?? (domain.Length == 0 ? null : await UserAsync(local));
    }

    private async ValueTask<AddressEntry?> UserAsync(string name)
    {
        if (!AccountName.TryCreate(name, out var account) || records.FindUser(account, out _) is not { } user)
        {
            return null;
        }

        // A user whose account is not made yet, or gone already, is no reason to send mail back for ever.
        return user.IsDisabled ? new(AddressKind.Disabled)
            : await store.OpenAccountAsync(account) is { } found ? new(AddressKind.Mailbox) { Recipients = [new(found.Id, MailboxName.Inbox)], Names = [$"<{Shown(account)}>"] }
            : AddressEntry.Unavailable;
    }

    private async ValueTask<AddressEntry?> AliasAsync(string address, int depth)
    {
        if (records.FindAddress(address, out _) is not { } stored)
        {
            return null;
        }

        if (stored.Kind == StoredAddressKind.Forward)
        {
            return EnvelopeAddress.TryParse(stored.Members[0], out var target) ? new(AddressKind.Forwarded) { ForwardedTo = target } : AddressEntry.Unknown;
        }

        var members = new List<AddressEntry>();
        foreach (var member in depth > 0 ? stored.Members : [])
        {
            var at = member.LastIndexOf('@');
            if (await ExactAsync(at < 0 ? member : member[..at], at < 0 ? "" : member[(at + 1)..], depth - 1) is { } entry)
            {
                members.Add(entry);
            }
        }

        return members.Exists(member => member.Kind == AddressKind.Unavailable) ? AddressEntry.Unavailable
            : stored.Kind == StoredAddressKind.Alias ? members.FirstOrDefault(AddressEntry.Unknown)
            : ListOf(members);
    }

    private static AddressEntry ListOf(List<AddressEntry> members)
    {
        ImmutableArray<Recipient> recipients = [.. members.SelectMany(member => member.Recipients).Distinct()];
        return recipients.IsEmpty
            ? new(AddressKind.Disabled)
            : new(AddressKind.List) { Recipients = recipients, Names = [.. members.SelectMany(member => member.Names).Distinct(StringComparer.Ordinal)] };
    }

    // RFC 5321 §4.5.1: somebody reads what is sent there.
    private async ValueTask<AddressEntry> PostmasterAsync()
    {
        var user = records.FindPostmaster();
        return user is null ? AddressEntry.Unknown : await UserAsync(user.Name.Text) ?? AddressEntry.Unknown;
    }

    private static AddressEntry InFolder(AddressEntry owner, string folder) => owner.Kind == AddressKind.Mailbox && MailboxName.TryCreate(folder, out var mailbox)
        ? owner with { Recipients = [.. owner.Recipients.Select(recipient => recipient with { Mailbox = mailbox })] }
        : owner;

    private string Shown(AccountName name) => name.Text.Contains('@') ? name.Text : $"{name.Text}@{records.Domains().FirstOrDefault("localhost")}";
}
