using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Transcripts.Protocols;

/// <summary>
/// The address book of all scripts: each account's name at example.org, with <c>name+folder</c>; info, postmaster and büro are anna; staff
/// is anna and bert; gone has left, shut takes nothing, and later cannot be asked about. All of all.example is anna's.
/// </summary>
internal sealed class AddressList(IMailStore store) : IAddressBook
{
    public async ValueTask<AddressEntry> FindAsync(EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var text = Encoding.UTF8.GetString(address.Local.Span);
        var folder = text.Contains('+') ? text[(text.IndexOf('+') + 1)..] : "";
        var local = text.Split('+')[0].ToLowerInvariant();
        var domain = Encoding.UTF8.GetString(address.Domain.Span).ToLowerInvariant();
        if (domain is not ("" or "example.org" or "all.example"))
        {
            return AddressEntry.Elsewhere;
        }

        return local switch
        {
            _ when domain == "all.example" => await OfAsync(AddressKind.Mailbox, "", "anna"),
            "info" or "postmaster" or "büro" => await OfAsync(AddressKind.Mailbox, "", "anna"),
            "staff" => await OfAsync(AddressKind.List, "", "anna", "bert"),
            "gone" => new(AddressKind.Forwarded) { ForwardedTo = EnvelopeAddress.TryParse("gone@elsewhere.example", out var to) ? to : default },
            "shut" => new(AddressKind.Disabled),
            "later" => AddressEntry.Unavailable,
            _ => await OfAsync(AddressKind.Mailbox, folder, local),
        };
    }

    public async ValueTask<bool> MayWriteAsAsync(AccountName account, EnvelopeAddress address, CancellationToken cancellation = default)
    {
        var entry = await FindAsync(address, cancellation);
        var own = await store.OpenAccountAsync(account, cancellation);
        return entry.Kind == AddressKind.Mailbox && entry.Recipients[0].Account == own?.Id;
    }

    private async ValueTask<AddressEntry> OfAsync(AddressKind kind, string folder, params string[] names)
    {
        var recipients = new List<Recipient>();
        foreach (var name in names)
        {
            if (!AccountName.TryCreate(name, out var account) || await store.OpenAccountAsync(account) is not { } open)
            {
                return AddressEntry.Unknown;
            }

            recipients.Add(new(open.Id, MailboxName.TryCreate(folder, out var mailbox) ? mailbox : MailboxName.Inbox));
        }

        return new(kind)
        {
            Recipients = [.. recipients],
            Names = [.. names.Select(name => $"{char.ToUpperInvariant(name[0])}{name[1..]} Example <{name}@example.org>")],
        };
    }
}
